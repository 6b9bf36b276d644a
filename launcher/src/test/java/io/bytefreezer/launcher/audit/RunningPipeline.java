package io.bytefreezer.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.LakeConfiguration;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.launcher.Main;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Broker, store, and all services from raw topics to tables in this process, and the ways to harm what they keep. */
final class RunningPipeline implements AutoCloseable {

    static final Topics TOPICS = Topics.DEFAULT;
    private static final EventCodec CODEC = EventCodec.withFixedIds();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final KafkaFixture kafka = KafkaFixture.start();
    private final S3Fixture s3 = S3Fixture.start();
    private final S3Client store = s3.client();
    private final Deque<Launchable.Running> running = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path dir;
    private final URI control;
    private final String key;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    RunningPipeline(Path dir) throws IOException {
        this.dir = dir;
        Path keyFile = dir.resolve("service-key");
        Launchable.Running controlPlane = serve(
                Launchables.CONTROL, "bootstrap: {service_key_file: '%s'}\n".formatted(keyFile));
        control = URI.create("http://127.0.0.1:" + controlPlane.host().port());
        key = Files.readString(keyFile).strip();
        environment.putAll(Map.of(
                "BYTEFREEZER_CONTROL_URL", control.toString(),
                "BYTEFREEZER_SERVICE_KEY", key,
                "S3_ENDPOINT", s3.endpoint().toString(),
                "S3_BUCKET", s3.bucket(),
                "S3_ACCESS_KEY", s3.accessKey(),
                "S3_SECRET_KEY", s3.secretKey(),
                "S3_REGION", s3.region(),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        serve(Launchables.PIPER, "");
        serve(Launchables.PACKER, "flush: {age: 200ms}\nmemory: {duckdb: 192MiB, threads: 1}\n");
        serve(Launchables.RECEIVER, "rotate: {records: 10, interval: 500ms}\n");
    }

    private Launchable.Running serve(Launchable<?> service, String more) throws IOException {
        Path file = Files.writeString(
                file(service.name()),
                "server: {host: 127.0.0.1, port: 0}\ndata_dir: '%s'\n".formatted(dir.resolve(service.name())) + more);
        Launchable.Running started = service.start(file, environment);
        running.push(started);
        return started;
    }

    private Path file(String service) {
        return dir.resolve(service + ".yaml");
    }

    /** A dataset with its topics. */
    DatasetRef dataset(String name, int partitions) throws IOException, InterruptedException {
        DatasetRef dataset = DatasetRef.of("acme", name);
        call("POST", "tenants", "{\"id\": \"acme\", \"name\": \"Acme\"}", 201, 409);
        call("POST", "tenants/acme/datasets", "{\"id\": \"%s\", \"partitions\": %d}".formatted(name, partitions), 201);
        // The piper makes them once it has heard of the dataset.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!exists(TOPICS.deadLetter(dataset)) || !exists(TOPICS.raw(dataset))) {
            assertThat(System.nanoTime()).as("topics of " + dataset).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return dataset;
    }

    private boolean exists(String topic) throws InterruptedException {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a transformation the running one. */
    void activate(DatasetRef dataset, String document) throws IOException, InterruptedException {
        call("POST", "tenants/acme/datasets/" + dataset.dataset() + "/transformations/activate", document, 201);
    }

    private void call(String method, String path, String body, Integer... allowed)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(control.resolve("/api/v1/" + path))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn((Object[]) allowed);
    }

    /** Writes so many events {@code {"n": from}} and on to one partition. */
    void send(DatasetRef dataset, int partition, int from, int count) {
        for (int n = from; n < from + count; n++) {
            sendPayload(dataset, partition, "{\"n\":" + n + "}");
        }
        producer.flush();
    }

    void sendPayload(DatasetRef dataset, int partition, String payload) {
        RawEvent event = new RawEvent(
                UUID.randomUUID(),
                Instant.now(),
                "test",
                null,
                "json",
                Map.of("b", "2", "a", "1"),
                payload.getBytes(StandardCharsets.UTF_8));
        sendBytes(dataset, partition, CODEC.encode(TOPICS.raw(dataset), event));
    }

    void sendBytes(DatasetRef dataset, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(TOPICS.raw(dataset), partition, null, value));
    }

    /** Deletes the records before an offset, as retention does. */
    void expire(String topic, int partition, long before) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    /** The raw objects of a dataset, in order. */
    List<String> objects(DatasetRef dataset) {
        return store
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).prefix(RawObjectKey.folder(dataset)))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(name -> name.endsWith(".avro"))
                .sorted()
                .toList();
    }

    void deleteObject(String name) {
        store.deleteObject(delete -> delete.bucket(s3.bucket()).key(name));
    }

    /** Does something to a dataset's table. */
    void withTable(DatasetRef dataset, Consumer<Table> action) {
        ProvenanceConfig config = ConfigLoader.load(ProvenanceConfig.class, file("packer"), environment);
        try (LakeCatalog catalog =
                LakeCatalog.open(LakeConfiguration.of(config.storage(), config.catalog(), dir.resolve("packer")))) {
            action.accept(catalog.load(new TableId(
                            dataset.tenant().value(), dataset.dataset().value()))
                    .orElseThrow());
        }
    }

    static List<DataFile> files(Table table) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            tasks.forEach(task -> files.add(task.file().copy()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }

    /** What the command says, and how it ends. */
    record Said(int code, String out, String err) {}

    /** Runs {@code bytefreezer audit} with the packer's file; it waits for all stages. */
    Said audit(DatasetRef dataset, String... more) throws IOException {
        // The file of a service that is reached by variables alone must say here what they say.
        Path file = Files.writeString(file("audit"), Files.readString(file("packer")) + """
                kafka: {bootstrap_servers: '%s'}
                storage: {endpoint: '%s', bucket: '%s', access_key: '%s', secret_key: '%s', region: '%s'}
                control: {url: '%s', service_key: '%s'}
                """.formatted(
                        kafka.bootstrapServers(),
                        s3.endpoint(),
                        s3.bucket(),
                        s3.accessKey(),
                        s3.secretKey(),
                        s3.region(),
                        control,
                        key));
        List<String> arguments = new ArrayList<>(List.of(
                "audit", "--tenant", "acme", "--dataset", dataset.dataset().value(), "--config", file.toString()));
        arguments.addAll(List.of("--work-dir", dir.toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        while (!running.isEmpty()) {
            running.pop().close();
        }
        store.close();
        s3.close();
        kafka.close();
    }
}
