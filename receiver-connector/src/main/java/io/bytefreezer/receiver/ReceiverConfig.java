package io.bytefreezer.receiver;

import io.bytefreezer.receiver.plan.Limits;
import io.bytefreezer.receiver.store.S3Settings;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.registry.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The connector's own configuration.
 *
 * @param topics how raw topics are named
 * @param limits when an object is full
 * @param s3 where objects go
 * @param bufferDir folder in which objects are written before they are published
 */
record ReceiverConfig(Topics topics, Limits limits, S3Settings s3, Path bufferDir) {

    static final String ENDPOINT = "s3.endpoint";
    static final String BUCKET = "s3.bucket";
    static final String REGION = "s3.region";
    static final String ACCESS_KEY = "s3.access.key";
    static final String SECRET_KEY = "s3.secret.key";
    static final String PATH_STYLE = "s3.path.style.access";
    static final String TOPICS_PREFIX = "topics.prefix";
    static final String ROTATE_BYTES = "rotate.bytes";
    static final String ROTATE_RECORDS = "rotate.records";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String BUFFER_DIR = "buffer.dir";

    private static final long ROTATE_BYTES_DEFAULT = 64L << 20;
    /** Far above what an object without records has. */
    private static final long ROTATE_BYTES_MIN = 16L << 10;
    /** One PUT takes no more than 5 GiB; the last block of records may come on top. */
    private static final long ROTATE_BYTES_MAX = 4L << 30;

    private static final long ROTATE_RECORDS_DEFAULT = 1_000_000;
    private static final long ROTATE_INTERVAL_DEFAULT = Duration.ofMinutes(5).toMillis();
    private static final long ROTATE_INTERVAL_MIN = 100;

    static ConfigDef definition() {
        return defineObjects(defineStore(new ConfigDef()));
    }

    private static ConfigDef defineStore(ConfigDef definition) {
        String none = null;
        return definition
                .define(BUCKET, ConfigDef.Type.STRING, Importance.HIGH, "Bucket the raw objects go to. It must exist.")
                .define(
                        ENDPOINT,
                        ConfigDef.Type.STRING,
                        none,
                        Importance.HIGH,
                        "Address of an S3-compatible store, e.g. http://minio:9000. Leave it out for AWS.")
                .define(REGION, ConfigDef.Type.STRING, "us-east-1", Importance.MEDIUM, "Region of the bucket.")
                .define(
                        ACCESS_KEY,
                        ConfigDef.Type.STRING,
                        none,
                        Importance.HIGH,
                        "Access key. Leave out both keys to find credentials as AWS clients do: environment, profile, role.")
                .define(
                        SECRET_KEY,
                        ConfigDef.Type.PASSWORD,
                        none,
                        Importance.HIGH,
                        "Secret key that belongs to " + ACCESS_KEY + ".")
                .define(
                        PATH_STYLE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Put the bucket into the path instead of the host name, as most stores other than AWS want it.");
    }

    private static ConfigDef defineObjects(ConfigDef definition) {
        return definition
                .define(
                        TOPICS_PREFIX,
                        ConfigDef.Type.STRING,
                        Topics.DEFAULT_PREFIX,
                        Importance.MEDIUM,
                        "What topic names start with: <prefix>.raw.<tenant>.<dataset>.")
                .define(
                        RegistrySettings.URL,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "Address of the schema registry, where producers use one. Its other settings have the names they"
                                + " have for Confluent's serializers, e.g. " + RegistrySettings.BASIC_USER_INFO + ".")
                .define(
                        ROTATE_BYTES,
                        ConfigDef.Type.LONG,
                        ROTATE_BYTES_DEFAULT,
                        Range.between(ROTATE_BYTES_MIN, ROTATE_BYTES_MAX),
                        Importance.MEDIUM,
                        "Publish an object once it has this many compressed bytes.")
                .define(
                        ROTATE_RECORDS,
                        ConfigDef.Type.LONG,
                        ROTATE_RECORDS_DEFAULT,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Publish an object once it has this many records.")
                .define(
                        ROTATE_INTERVAL,
                        ConfigDef.Type.LONG,
                        ROTATE_INTERVAL_DEFAULT,
                        Range.atLeast(ROTATE_INTERVAL_MIN),
                        Importance.MEDIUM,
                        "Publish an object this many milliseconds after its first record came, also when no more come.")
                .define(
                        BUFFER_DIR,
                        ConfigDef.Type.STRING,
                        System.getProperty("java.io.tmpdir"),
                        Importance.MEDIUM,
                        "Folder in which objects are written before they are published. It needs room for "
                                + ROTATE_BYTES + " per partition; nothing in it outlives the task.");
    }

    /**
     * Reads the connector's properties.
     *
     * @throws ConfigException when one of them will not do
     */
    static ReceiverConfig of(Map<String, String> properties) {
        AbstractConfig config = new AbstractConfig(definition(), properties, false);
        return new ReceiverConfig(topics(config), limits(config), s3(config), Path.of(config.getString(BUFFER_DIR)));
    }

    private static Topics topics(AbstractConfig config) {
        try {
            return new Topics(config.getString(TOPICS_PREFIX));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(TOPICS_PREFIX, config.getString(TOPICS_PREFIX), e.getMessage());
        }
    }

    private static Limits limits(AbstractConfig config) {
        return new Limits(
                config.getLong(ROTATE_BYTES),
                config.getLong(ROTATE_RECORDS),
                Duration.ofMillis(config.getLong(ROTATE_INTERVAL)));
    }

    private static S3Settings s3(AbstractConfig config) {
        String accessKey = config.getString(ACCESS_KEY);
        Password secretKey = config.getPassword(SECRET_KEY);
        if ((accessKey == null) != (secretKey == null)) {
            throw new ConfigException("give both " + ACCESS_KEY + " and " + SECRET_KEY + ", or neither");
        }
        return new S3Settings(
                endpoint(config.getString(ENDPOINT)),
                config.getString(REGION),
                config.getString(BUCKET),
                accessKey == null || secretKey == null
                        ? null
                        : new S3Settings.Credentials(accessKey, secretKey.value()),
                config.getBoolean(PATH_STYLE));
    }

    private static @Nullable URI endpoint(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            throw new ConfigException(ENDPOINT, text, "an address starts with http:// or https://");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(ENDPOINT, text, "not an address: " + e.getMessage());
        }
    }
}
