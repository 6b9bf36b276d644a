package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.benchmarks.stack.Part;
import io.bytefreezer.embedded.s3.EmbeddedS3Settings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Broker, store, catalog and the two that are measured, each in a process of its own. One thread, but for {@link #close()}. */
final class PackingStack implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final String HEAP = "1g";
    private static final long SEED = 1;
    private static final Pattern PACKS = Pattern.compile("packs (\\S+)");
    private static final DatasetRef DATASET = DatasetRef.of("bench", "rows");
    private static final TableId OURS = new TableId("bench", "rows");
    private static final TableId THEIRS = new TableId("bench", "sink");
    private static final String FLAT_TOPIC = "flat-rows";

    private final Installation installation;
    private final Path directory;
    private final Sizes sizes;
    private final Store store;
    private final Deque<Child> children;

    private PackingStack(Installation installation, Path directory, Sizes sizes, Store store, Deque<Child> children) {
        this.installation = installation;
        this.directory = directory;
        this.sizes = sizes;
        this.store = store;
        this.children = children;
    }

    /**
     * How much.
     *
     * @param rows of each round
     * @param warmUp rows before the first
     * @param rounds how many
     * @param partitions of each topic
     * @param commitSeconds how long rows wait for a commit at most
     */
    record Sizes(long rows, long warmUp, int rounds, int partitions, int commitSeconds) {}

    /**
     * What came of it, ours first everywhere.
     *
     * @param runs what each took
     * @param contents what the tables hold
     * @param peakMemory most memory of each, in bytes
     */
    record Result(SequencedMap<String, List<Run>> runs, List<TableCheck.Content> contents, List<Long> peakMemory) {}

    /** Starts broker and store. */
    static PackingStack start(Installation installation, Path directory, Sizes sizes) {
        Deque<Child> children = new ConcurrentLinkedDeque<>();
        EmbeddedS3Settings settings = EmbeddedS3Settings.of(directory.resolve("s3"), 0);
        try {
            String kafka = part(installation, directory, "kafka", children);
            String s3 = part(installation, directory, "s3", children);
            Store store = new Store(kafka, URI.create(s3), settings, directory.resolve("catalog"));
            return new PackingStack(installation, directory, sizes, store, children);
        } catch (RuntimeException | Error e) {
            close(children);
            throw e;
        }
    }

    /**
     * Measures.
     *
     * @param sink the jars of the sink; without them the packer is alone
     */
    Result measure(Optional<Path> sink) {
        String processed = Topics.DEFAULT.processed(DATASET);
        createTopics(List.of(processed, Topics.DEFAULT.deadLetter(DATASET), FLAT_TOPIC), sizes.partitions());
        createTopics(List.of(ContenderFiles.CONTROL_TOPIC), 1);
        ContenderFiles files = new ContenderFiles(directory, store, sizes.commitSeconds());
        EventCodec codec = EventCodec.withFixedIds();
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        // The catalog's database is served by who opens it first, which is this process.
        try (LakeCatalog catalog = LakeCatalog.open(store.lake());
                Filler filler = new Filler(store.bootstrapServers(), sizes.partitions())) {
            catalog.tables("bench");
            Race race = new Race(catalog, filler, System.err::println);
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender(
                    "packer", packer(files), source(processed, start, event -> codec.encode(processed, event)), OURS));
            race.warmUp(contenders.getFirst(), sizes.warmUp());
            if (sink.isPresent()) {
                createLike(catalog.load(OURS).orElseThrow(), catalog);
                contenders.add(new Contender(
                        "Iceberg Kafka Connect sink",
                        sink(files, sink.get()),
                        source(FLAT_TOPIC, start, SampleRows::flat),
                        THEIRS));
                race.warmUp(contenders.getLast(), sizes.warmUp());
            }
            SequencedMap<String, List<Run>> runs = race.run(contenders, sizes.rows(), sizes.rounds());
            return result(catalog, contenders, runs);
        }
    }

    @Override
    public void close() {
        close(children);
    }

    private Result result(LakeCatalog catalog, List<Contender> contenders, SequencedMap<String, List<Run>> runs) {
        List<Long> peaks =
                contenders.stream().map(each -> each.process().peakMemory()).toList();
        List<TableCheck.Content> contents = contenders.stream()
                .map(each -> TableCheck.read(
                        catalog,
                        each.table(),
                        directory.resolve("check-" + each.table().dataset())))
                .toList();
        TableCheck.requireEqual(contents.getFirst(), contents.getLast());
        return new Result(runs, contents, peaks);
    }

    private Filler.Source source(String topic, Instant start, Function<ProcessedEvent, byte[]> form) {
        return new Filler.Source(topic, new SampleRows(SEED, start, sizes.partitions()), form);
    }

    private Child packer(ContenderFiles files) {
        Child packer = child(
                "packer",
                installation.java(
                        "packer",
                        HEAP,
                        PackerProcess.class,
                        files.packer().toString(),
                        DATASET.tenant().value(),
                        DATASET.dataset().value()));
        packer.await(PACKS, START_WITHIN);
        return packer;
    }

    private Child sink(ContenderFiles files, Path jars) {
        return child(
                "sink",
                installation.foreign(
                        "sink",
                        HEAP,
                        jars,
                        List.of(
                                // What is said at INFO for each commit is no part of the work.
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-Dorg.slf4j.simpleLogger.log.org.apache.iceberg.connect=info",
                                "org.apache.kafka.connect.cli.ConnectStandalone",
                                files.worker().toString(),
                                files.sink(FLAT_TOPIC, THEIRS).toString())));
    }

    /** The columns that the packer found, and how it partitions: the sink gets the same. */
    private void createLike(Table ours, LakeCatalog catalog) {
        Table theirs = catalog.loadOrCreate(THEIRS);
        var update = theirs.updateSchema();
        ours.schema().columns().stream()
                .filter(column -> !TableLayout.isSystemName(column.name()))
                .forEach(column -> update.addColumn(column.name(), column.type()));
        update.commit();
    }

    private Child child(String name, List<String> command) {
        return child(directory, name, command, children);
    }

    private static Child child(Path directory, String name, List<String> command, Deque<Child> children) {
        Child child = Child.start(name, command, Map.of("MALLOC_ARENA_MAX", "2"), directory.resolve(name + ".log"));
        children.push(child);
        return child;
    }

    private static String part(Installation installation, Path directory, String name, Deque<Child> children) {
        List<String> command = installation.java(
                name, HEAP, Part.class, name, directory.resolve(name).toString());
        return child(directory, name, command, children).await(Part.LISTENS, START_WITHIN);
    }

    private void createTopics(List<String> names, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, store.bootstrapServers()))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static void close(Deque<Child> children) {
        for (Child child = children.poll(); child != null; child = children.poll()) {
            child.close();
        }
    }
}
