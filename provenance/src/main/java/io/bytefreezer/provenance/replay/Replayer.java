package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.erase.Erasures;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.write.Settling;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.audit.AuditRequest;
import io.bytefreezer.provenance.audit.Letters;
import io.bytefreezer.provenance.audit.Progress;
import io.bytefreezer.provenance.audit.Sources;
import io.bytefreezer.provenance.audit.Targets;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.provenance.replay.plan.Offsets;
import io.bytefreezer.provenance.replay.plan.ReplayId;
import io.bytefreezer.provenance.rules.RuleVersion;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Replays a dataset: judges raw records anew, and in steps puts the rows they become in the place of those they had.
 *
 * <ol>
 *   <li>Only records whose rows have certainly arrived in the lake are replayed: else the packer would add them again later.
 *   <li>Each step is one snapshot. Whoever queries sees the rows of a step all before it or all after it.
 *   <li>Steps that a run with the same arguments did are found in the table's history and left out.
 * </ol>
 */
public final class Replayer implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final OffsetRange NOTHING = new OffsetRange(0, 0);

    private final Sources sources;
    private final TableSide lake;
    private final Producer<byte[], byte[]> producer;
    private final Path directory;

    private Replayer(Sources sources, TableSide lake, Producer<byte[], byte[]> producer, Path directory) {
        this.sources = sources;
        this.lake = lake;
        this.producer = producer;
        this.directory = directory;
    }

    /**
     * Opens everything it works with.
     *
     * @param directory an empty directory for rows and data files; the caller removes it
     * @throws io.bytefreezer.lake.LakeException when the catalog does not answer, or settings are wrong
     * @throws IllegalArgumentException when something needed is missing
     */
    public static Replayer open(ProvenanceConfig config, Path directory) {
        Sources sources = Sources.open(config);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(new KafkaClients(config.kafka(), "bytefreezer-replay").producer());
        return new Replayer(sources, TableSide.open(sources.lake(), directory), producer, directory);
    }

    /**
     * Replays.
     *
     * @param told hears of every step when it has ended
     * @throws IllegalArgumentException when there is nothing of this name, or no such version
     * @throws io.bytefreezer.provenance.origin.OriginException when brokers or store do not answer
     * @throws io.bytefreezer.provenance.control.ControlPlaneException when the control plane does not answer
     * @throws io.bytefreezer.lake.LakeException when catalog or lake do not answer
     */
    public ReplayReport replay(ReplayRequest request, Consumer<StepReport> told) {
        RuleVersion version = version(request);
        Progress progress = new Progress(sources, request.dataset());
        SortedMap<Integer, OffsetRange> targets = targets(request, progress);
        Progress.Scene scene = settle(progress, targets, request.patience());
        String id = id(request, version.number());
        Selector selector =
                new Selector(request.selection().from(), request.selection().to());
        Table table = sources.lake().loadOrCreate(table(request.dataset()));
        List<SettledColumn> columns = settledColumns(request.dataset());
        if (!request.dryRun()) {
            // Packers do it too, but perhaps not yet.
            Settling.apply(table, new SettledTable(columns));
        }
        StepWriter.Rules rules = new StepWriter.Rules(
                request.dataset(),
                version.plan(),
                new Judge(sources.codec()),
                sources.codec(),
                Erasures.events(table, sources.lake().s3()));
        PartitionReplay.Run run = new PartitionReplay.Run(
                request,
                id,
                rules,
                selector,
                table,
                columns,
                lake,
                new ReplayLetters(producer, sources.topics(), request.dataset(), id),
                directory,
                told);
        List<StepReport> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        asked(request, progress, scene, targets).forEach((partition, asked) -> {
            OffsetRange settled = scene.judged().getOrDefault(partition, NOTHING);
            late(request, partition, asked, settled).ifPresent(problems::add);
            Offsets wanted = asked.meet(settled);
            List<StepReport> did =
                    new PartitionReplay(run, partition, records(request, progress, scene, partition), wanted).steps();
            missing(request, partition, wanted, did).ifPresent(problems::add);
            steps.addAll(did);
        });
        return new ReplayReport(id, version.number(), steps, problems);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
        lake.close();
        sources.close();
    }

    private RuleVersion version(ReplayRequest request) {
        List<RuleVersion> all = sources.rules().of(request.dataset());
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "control.url is missing: the control plane knows the versions of the transformation");
        }
        RuleVersion chosen = all.stream()
                .filter(version -> request.version().isPresent()
                        ? version.number() == request.version().getAsInt()
                        : version.until().equals(Instant.MAX))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the transformation of " + request.dataset()
                        + " has no version " + request.version().orElse(0) + ", but "
                        + all.stream().map(RuleVersion::number).toList()));
        Set<String> missing = sources.rules().missingSecrets(chosen);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("version " + chosen.number() + " of the transformation of "
                    + request.dataset() + " names secrets that the configuration does not have: give "
                    + String.join(", ", missing) + " under secrets, as the pipers have them");
        }
        return chosen;
    }

    private List<SettledColumn> settledColumns(DatasetRef dataset) {
        return sources.rules().table(dataset).map(TableSpec::columns).orElseGet(List::of).stream()
                .flatMap(column -> SettledColumn.of(column.name(), column.type(), column.field()).stream())
                .toList();
    }

    private static SortedMap<Integer, OffsetRange> targets(ReplayRequest request, Progress progress) {
        AuditRequest whole = new AuditRequest(
                request.dataset(),
                Optional.empty(),
                Optional.empty(),
                request.selection().partition(),
                false,
                request.patience());
        SortedMap<Integer, OffsetRange> targets =
                Targets.of(whole, progress.raw().held(), progress.objects());
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("nothing to replay: there is neither a topic "
                    + progress.raw().name() + " nor a raw object of "
                    + request.dataset()
                    + (request.selection().partition().isPresent() ? " with this partition" : "")
                    + "; see the names of tenant and dataset, and topics.prefix");
        }
        return targets;
    }

    private static Progress.Scene settle(Progress progress, SortedMap<Integer, OffsetRange> targets, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Progress.Scene scene = progress.look(targets);
        while (!isInLake(scene, targets) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            scene = progress.look(targets);
        }
        return scene;
    }

    private static boolean isInLake(Progress.Scene scene, SortedMap<Integer, OffsetRange> targets) {
        return targets.entrySet().stream()
                .allMatch(target ->
                        scene.judged().getOrDefault(target.getKey(), NOTHING).until()
                                >= target.getValue().until());
    }

    private static String id(ReplayRequest request, int version) {
        ReplayRequest.Selection selection = request.selection();
        return ReplayId.of(List.of(
                request.dataset().toString(),
                Integer.toString(version),
                selection.from().toString(),
                selection.to().toString(),
                selection.partition().toString(),
                selection.letters().toString()));
    }

    /** Per partition the offsets that are asked for, whether they have settled or not. */
    private SortedMap<Integer, Offsets> asked(
            ReplayRequest request, Progress progress, Progress.Scene scene, SortedMap<Integer, OffsetRange> targets) {
        Selector selector =
                new Selector(request.selection().from(), request.selection().to());
        SortedMap<Integer, Offsets> asked = new TreeMap<>();
        targets.forEach((partition, target) -> {
            OffsetRange near = selector.near(scene.objects().getOrDefault(partition, List.of()));
            asked.put(
                    partition,
                    Offsets.of(List.of(target.meet(selector.offsets()).meet(near))));
        });
        Optional<ReplayRequest.LetterFilter> filter = request.selection().letters();
        if (filter.isPresent()) {
            Letters letters = new Letters(
                    sources.topics(),
                    request.dataset(),
                    sources.codec(),
                    filter.get().error());
            letters.read(progress.letters(), scene.letters());
            asked.replaceAll((partition, range) -> range.isEmpty()
                    ? range
                    : Offsets.of(letters.of(partition).ranges()).meet(range.hull()));
        }
        return asked;
    }

    /** What was asked for by name and has not arrived; the newest records of a live dataset never have. */
    private static Optional<String> late(ReplayRequest request, int partition, Offsets asked, OffsetRange settled) {
        Offsets late = asked.minus(Offsets.of(List.of(settled)));
        boolean byName = request.selection().isTimeless()
                && (request.selection().to().isPresent()
                        || request.selection().letters().isPresent());
        return late.isEmpty() || !byName
                ? Optional.empty()
                : Optional.of(
                        "partition " + partition + ", offsets " + late.hull()
                                + " are not replayed: their rows are still on their way to the lake; wait for piper and packer, or give --wait");
    }

    private static Optional<String> missing(
            ReplayRequest request, int partition, Offsets wanted, List<StepReport> did) {
        long read = did.stream().mapToLong(step -> step.tally().records()).sum();
        boolean skipped = did.stream().anyMatch(step -> step.state() == StepReport.State.SKIPPED);
        boolean each = request.selection().letters().isPresent();
        boolean found = each ? read >= wanted.count() : read > 0;
        if (wanted.isEmpty() || skipped || found || !request.selection().isTimeless()) {
            return Optional.empty();
        }
        return Optional.of("partition " + partition + ", offsets " + wanted.hull() + ": "
                + (each ? wanted.count() - read + " of " + wanted.count() : "all")
                + " raw records are gone from where they are read");
    }

    private RawRecords records(ReplayRequest request, Progress progress, Progress.Scene scene, int partition) {
        RawRecords topic = progress.raw().records(partition);
        return switch (request.source()) {
            case TOPIC -> topic;
            case OBJECTS -> {
                List<RawObject> objects = scene.objects().getOrDefault(partition, List.of());
                yield new SourceOrder(
                        objects,
                        scene.raw().getOrDefault(partition, NOTHING),
                        sources.objects().records(objects, sources.codec()),
                        topic);
            }
        };
    }

    private static TableId table(DatasetRef dataset) {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }
}
