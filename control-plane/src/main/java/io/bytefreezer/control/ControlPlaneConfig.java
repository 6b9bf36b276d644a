package io.bytefreezer.control;

import io.bytefreezer.control.store.DatabaseConfig;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.schemas.name.ResourceId;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the control plane. All of it may be left out.
 *
 * @param server where it listens, or null for all addresses and port {@value #DEFAULT_PORT}
 * @param dataDir where it keeps files, or null for {@code .bytefreezer/control} in the user's home
 * @param database the database, or null for an embedded one in the data directory
 * @param bootstrap what an empty database begins with, or null for the defaults
 */
@Doc("Configuration of the control plane. All of it may be left out.")
public record ControlPlaneConfig(
        @Doc("Where it listens.") @Default("{port: " + DEFAULT_PORT + "}") @Nullable ServerConfig server,

        @Doc("Where it keeps files; `~/.bytefreezer/control` where left out.") @Nullable Path dataDir,

        @Doc("Where it keeps its configuration; an H2 database in `data_dir` where left out.") @Nullable DatabaseConfig database,

        @Doc("What an empty database begins with.") @Nullable Bootstrap bootstrap) {

    /**
     * @throws IllegalArgumentException when the data directory cannot hold the embedded database
     */
    public ControlPlaneConfig {
        if (dataDir != null && database == null) {
            DatabaseConfig.embedded(dataDir);
        }
    }

    /** The port where none is configured. */
    public static final int DEFAULT_PORT = 8080;

    /**
     * What an empty database begins with.
     *
     * @param account id of the first account, which is the system account
     * @param serviceKeyFile where the first key is written, readable by its owner alone; null for {@code service-key} in
     *     the data directory. A file that is there already is read instead
     * @param serviceKey the first key, or null for a random one; a key given here is not written to the file
     */
    @Doc(
            "What an empty database begins with: an account and a service key. A key is also made when all of them were revoked.")
    public record Bootstrap(
            @Doc("Id of the first account, whose keys may create others.") @Default("default")
            ResourceId account,

            @Doc(
                    "File for the first key, mode 600; `service-key` in `data_dir` where left out. One that is there is read.")
            @Nullable Path serviceKeyFile,

            @Doc("The first key, at least 32 characters; random where left out.") @Nullable Secret serviceKey) {

        private static final Pattern KEY = Pattern.compile("[!-~]{32,}");

        /**
         * @throws IllegalArgumentException when the key is short enough to be guessed
         */
        public Bootstrap {
            if (serviceKey != null && !canBeKey(serviceKey.value())) {
                throw new IllegalArgumentException("service_key has at least 32 characters, random ones, no spaces");
            }
        }

        /** Whether the text is long enough for a key, and can stand in an HTTP header. */
        static boolean canBeKey(String text) {
            return KEY.matcher(text).matches();
        }

        /** Account {@code default} and a random key. */
        public static Bootstrap byDefault() {
            return new Bootstrap(new ResourceId("default"), null, null);
        }
    }

    /** Where and how it listens. */
    public ServerConfig serverOrDefault() {
        return ServerConfig.orDefault(server, DEFAULT_PORT);
    }

    /** Where it keeps files. */
    public Path dataDirOrDefault() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "control");
    }

    /** The database. */
    public DatabaseConfig databaseOrDefault() {
        return database != null ? database : DatabaseConfig.embedded(dataDirOrDefault());
    }

    /** What an empty database begins with. */
    public Bootstrap bootstrapOrDefault() {
        return bootstrap != null ? bootstrap : Bootstrap.byDefault();
    }
}
