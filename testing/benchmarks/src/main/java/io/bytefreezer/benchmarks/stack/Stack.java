package io.bytefreezer.benchmarks.stack;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.embedded.s3.EmbeddedS3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The running system. Started and used by one thread; closed by any, once or again. */
public final class Stack implements AutoCloseable {

    /** The broker among the processes. */
    public static final String KAFKA = "kafka";

    private static final String S3 = "s3";
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Pattern SERVES = Pattern.compile("serves on port (\\d+)");
    private static final String HEAP = "1g";

    private final Installation installation;
    private final Path directory;
    private final ServiceFiles files;
    private final EmbeddedS3Settings store;
    private final SequencedMap<String, Child> children = new LinkedHashMap<>();
    private final Map<String, URI> addresses = new LinkedHashMap<>();

    private Stack(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
        this.files = new ServiceFiles(directory);
        this.store = EmbeddedS3Settings.of(directory.resolve(S3), 0);
    }

    /**
     * Starts everything, with its data and its logs in the directory; returns when all services are up.
     *
     * @throws BenchmarkException when something does not start, after the rest was stopped
     */
    public static Stack start(Installation installation, Path directory) {
        Stack stack = new Stack(installation, directory);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** All processes, in the order of an event's way, the broker and the store last. */
    public List<Child> processes() {
        return List.copyOf(children.reversed().values());
    }

    /** Starts one more process that belongs to the measurement, and stops with it. */
    public Child start(String name, List<String> command) {
        return add(Child.start(name, command, Map.of(), log(name)));
    }

    /** Where a service listens, or the store. */
    public URI address(String name) {
        URI address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return address;
    }

    /** What Kafka clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return address(KAFKA).getAuthority();
    }

    /** The service key of the only account. */
    public String key() {
        try {
            return Files.readString(files.keyFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the service key", e);
        }
    }

    /** A client of the services, the caller's to close. */
    public Api api() {
        return new Api(key());
    }

    /** The bucket of raw objects and lake. */
    public String bucket() {
        return store.bucket();
    }

    /** A client of the store, the caller's to close. */
    public S3Client s3() {
        return S3Client.builder()
                .endpointOverride(address(S3))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
                .build();
    }

    @Override
    public synchronized void close() {
        while (!children.isEmpty()) {
            children.pollLastEntry().getValue().close();
        }
    }

    private void startAll() {
        Child kafka = part(KAFKA);
        Child s3 = part(S3);
        Child control = service(ServiceFiles.CONTROL, Map.of());
        addresses.put(KAFKA, URI.create("kafka://" + kafka.await(Part.LISTENS, START_WITHIN)));
        addresses.put(S3, URI.create(s3.await(Part.LISTENS, START_WITHIN)));
        addresses.put(ServiceFiles.CONTROL, listening(control));
        Map<String, String> environment = environment();
        Map<String, Child> services = ServiceFiles.SERVICES.reversed().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> service(name, environment), (a, b) -> a, LinkedHashMap::new));
        services.forEach((name, service) -> addresses.put(name, listening(service)));
        awaitHealth();
    }

    private void awaitHealth() {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        try (Api api = api()) {
            for (String service : ServiceFiles.SERVICES) {
                while (!api.isUp(address(service))) {
                    if (System.nanoTime() > deadline) {
                        throw new BenchmarkException(service + " does not come up, see " + log(service), null);
                    }
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "BYTEFREEZER_CONTROL_URL", address(ServiceFiles.CONTROL).toString(),
                "BYTEFREEZER_SERVICE_KEY", key(),
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                "S3_ENDPOINT", address(S3).toString(),
                "S3_BUCKET", store.bucket(),
                "S3_ACCESS_KEY", store.accessKey(),
                "S3_SECRET_KEY", store.secretKey());
    }

    private Child part(String name) {
        return start(
                name,
                installation.java(
                        name, HEAP, Part.class, name, directory.resolve(name).toString()));
    }

    private Child service(String name, Map<String, String> environment) {
        List<String> command = installation.service(name, files.write(name));
        return add(Child.start(name, command, installation.environment(name, environment), log(name)));
    }

    private synchronized Child add(Child child) {
        children.put(child.name(), child);
        return child;
    }

    private static URI listening(Child service) {
        return URI.create("http://127.0.0.1:" + service.await(SERVES, START_WITHIN));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
