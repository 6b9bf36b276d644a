package io.bytefreezer.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.proxy.config.ProxyConfig;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A proxy with its HTTP host, and what a test needs around it: a client, and a reader of raw topics. */
public final class ProxyFixture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public final FixedSnapshot snapshots;
    private final String bootstrapServers;
    private final ServiceMetrics metrics = new ServiceMetrics("proxy");
    private final ServiceHost host;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private ProxyFixture(String bootstrapServers, String yaml, FixedSnapshot snapshots) {
        this.bootstrapServers = bootstrapServers;
        String files = yaml.contains("data_dir:") ? "" : "data_dir: '" + temporaryDirectory() + "'\n";
        this.snapshots = snapshots;
        String kafka = yaml.contains("receiver:") ? "" : "kafka: {bootstrap_servers: '" + bootstrapServers + "'}\n";
        ProxyConfig config = ConfigLoader.parse(
                ProxyConfig.class,
                "proxy.yaml",
                "server: {host: 127.0.0.1, port: 0}\n" + kafka + files + yaml,
                Map.of());
        ProxyService service = ProxyService.create(config, metrics, Clock.systemUTC(), new Random(), snapshots);
        host = ServiceHost.start(service, config.server(), metrics);
    }

    public static ProxyFixture start(String bootstrapServers, String yaml, Snapshot snapshot) {
        return new ProxyFixture(bootstrapServers, yaml, FixedSnapshot.of(snapshot));
    }

    /** A proxy without brokers, in front of a receiver; the brokers are for reading what arrived. */
    public static ProxyFixture hop(String receiver, String bootstrapServers, Snapshot snapshot) {
        String yaml = "receiver: {url: '" + receiver + "'}\ncontrol: {service_key: " + Snapshots.KEY + "}\n";
        return new ProxyFixture(bootstrapServers, yaml, FixedSnapshot.of(snapshot));
    }

    public static ProxyFixture withoutSnapshot(String bootstrapServers) {
        return new ProxyFixture(bootstrapServers, "", FixedSnapshot.none());
    }

    public int port() {
        return host.port();
    }

    public String scrape() {
        return metrics.scrape();
    }

    /** The value of the first metric line that holds all of these texts, or 0. */
    public double metric(String... parts) {
        return scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Posts with the good key; headers are names and values in turn. */
    public HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, body, headers).header("Authorization", "Bearer " + Snapshots.KEY));
    }

    public HttpResponse<String> postWithoutKey(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, body, headers));
    }

    public String health() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/health")))
                .body();
    }

    /** The dataset's events in the order of their ids, as soon as there are so many. */
    public List<RawEvent> events(String dataset, int count) {
        return records(dataset, count).stream()
                .map(record -> EventCodec.withFixedIds().decodeRaw(record.value()))
                .sorted(Comparator.comparing(event -> event.eventId().toString()))
                .toList();
    }

    public List<String> payloads(String dataset, int count) {
        return events(dataset, count).stream()
                .map(event -> new String(event.payload(), UTF_8))
                .toList();
    }

    /** All records of the dataset's raw topic, as soon as there are at least so many. */
    public List<ConsumerRecord<byte[], byte[]>> records(String dataset, int count) {
        String topic = Topics.DEFAULT.raw(DatasetRef.of("demo", dataset));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            await(topic + " is there", () -> !consumer.partitionsFor(topic).isEmpty());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            boolean quiet = false;
            while (!(quiet && records.size() >= count) && System.nanoTime() < deadline) {
                var polled = consumer.poll(Duration.ofMillis(200));
                polled.forEach(records::add);
                quiet = polled.isEmpty();
            }
        }
        return records;
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("proxy-");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        host.close();
        metrics.close();
    }

    private HttpRequest.Builder request(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
