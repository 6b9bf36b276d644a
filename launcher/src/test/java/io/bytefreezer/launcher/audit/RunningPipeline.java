package io.bytefreezer.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.LakeConfiguration;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Broker, store, and all services from raw topics to tables in this process, and the ways to harm what they keep. */
public final class RunningPipeline implements AutoCloseable {

    public static final Topics TOPICS = Topics.DEFAULT;
    private static final EventCodec CODEC = EventCodec.withFixedIds();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final KafkaFixture kafka = KafkaFixture.start();
    private final S3Fixture s3 = S3Fixture.start();
    private final S3Client store = s3.client();
    private Launchable.@Nullable Running packer;
    private final Deque<Launchable.Running> running = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path dir;
    private final URI control;
    private final String key;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    public RunningPipeline(Path dir) throws IOException {
        this.dir = dir;
        Path keyFile = dir.resolve("service-key");
        Launchable.Running controlPlane =
                serve(Launchables.CONTROL, "bootstrap: {service_key_file: '%s'}\n".formatted(keyFile));
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
        startPacker();
        serve(Launchables.RECEIVER, "rotate: {records: 10, interval: 500ms}\n");
    }

    /** Starts the packer, again where it was stopped. */
    public void startPacker() throws IOException {
        packer = serve(Launchables.PACKER, "flush: {age: 200ms}\nmemory: {duckdb: 192MiB, threads: 1}\n");
    }

    /** Stops the packer as the end of its process does. */
    public void stopPacker() {
        if (packer != null && running.remove(packer)) {
            packer.close();
        }
    }

    /** The next raw offset the piper has committed to read, of one partition. */
    public long piped(DatasetRef dataset, int partition) throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets("bytefreezer-piper")
                .partitionsToOffsetAndMetadata()
                .get();
        var offset = offsets.get(new TopicPartition(TOPICS.raw(dataset), partition));
        return offset == null ? 0 : offset.offset();
    }

    /** Runs SQL on a dataset's table, and gives each row's cells joined by a bar. */
    public List<String> query(DatasetRef dataset, String sql) throws IOException {
        ProvenanceConfig config = ConfigLoader.load(ProvenanceConfig.class, configuration(), environment);
        TableId id = new TableId(dataset.tenant().value(), dataset.dataset().value());
        try (LakeCatalog catalog = LakeCatalog.open(config.lake());
                FileCache cache = FileCache.open(dir.resolve("cache"), 1 << 26, catalog.s3())) {
            return query(catalog, cache, id, sql);
        }
    }

    private static List<String> query(LakeCatalog catalog, FileCache cache, TableId id, String sql) {
        TableFiles plan = ScanPlanner.plan(id, catalog.loadOrCreate(id), Optional.empty());
        try (PinnedFiles pinned = cache.pin(plan.files());
                DuckSession session = DuckSession.open(
                        new DuckSession.Limits(128 << 20, 1),
                        List.of(new TableView(id, plan.columns(), pinned.paths())),
                        Optional.of(id.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Where the dead letters end, markers of transactions among them. */
    public long lettersEnd(DatasetRef dataset) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(TOPICS.deadLetter(dataset), 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
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
    public DatasetRef dataset(String name, int partitions) throws IOException, InterruptedException {
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
    public void activate(DatasetRef dataset, String document) throws IOException, InterruptedException {
        call("POST", "tenants/acme/datasets/" + dataset.dataset() + "/transformations/activate", document, 201);
    }

    /** Deletes a dataset's configuration. */
    public void delete(DatasetRef dataset) throws IOException, InterruptedException {
        call("DELETE", "tenants/acme/datasets/" + dataset.dataset(), "", 204);
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
    public void send(DatasetRef dataset, int partition, int from, int count) {
        for (int n = from; n < from + count; n++) {
            sendPayload(dataset, partition, "{\"n\":" + n + "}");
        }
        producer.flush();
    }

    public void sendPayload(DatasetRef dataset, int partition, String payload) {
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

    public void sendBytes(DatasetRef dataset, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(TOPICS.raw(dataset), partition, null, value));
    }

    /** Deletes the records before an offset, as retention does. */
    public void expire(String topic, int partition, long before) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    /** The raw objects of a dataset, in order. */
    public List<String> objects(DatasetRef dataset) {
        return store
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).prefix(RawObjectKey.folder(dataset)))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(name -> name.endsWith(".avro"))
                .sorted()
                .toList();
    }

    public void deleteObject(String name) {
        store.deleteObject(delete -> delete.bucket(s3.bucket()).key(name));
    }

    /** Does something to a dataset's table. */
    public void withTable(DatasetRef dataset, Consumer<Table> action) {
        ProvenanceConfig config = ConfigLoader.load(ProvenanceConfig.class, file("packer"), environment);
        try (LakeCatalog catalog =
                LakeCatalog.open(LakeConfiguration.of(config.storage(), config.catalog(), dir.resolve("packer")))) {
            action.accept(catalog.load(new TableId(
                            dataset.tenant().value(), dataset.dataset().value()))
                    .orElseThrow());
        }
    }

    public static List<DataFile> files(Table table) {
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
    public record Said(int code, String out, String err) {}

    /** Runs {@code bytefreezer audit} with the packer's file; it waits for all stages. */
    public Said audit(DatasetRef dataset, String... more) throws IOException {
        return run("audit", dataset, more);
    }

    /** The configuration of commands that audit and replay: the packer's, complete. */
    public Path configuration() throws IOException {
        // The file of a service that is reached by variables alone must say here what they say.
        return Files.writeString(
                file("audit"),
                Files.readString(file("packer"))
                        + """
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
    }

    /** Runs one of these commands on a dataset. */
    public Said run(String command, DatasetRef dataset, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                command, "--tenant", "acme", "--dataset", dataset.dataset().value(), "--config"));
        arguments.add(configuration().toString());
        if (!command.equals("drop")) {
            arguments.addAll(List.of("--work-dir", dir.toString()));
        }
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
