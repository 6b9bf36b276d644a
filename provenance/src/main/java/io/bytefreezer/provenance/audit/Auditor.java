package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.audit.check.Chain;
import io.bytefreezer.provenance.audit.check.Counts;
import io.bytefreezer.provenance.audit.check.Drops;
import io.bytefreezer.provenance.audit.check.Finding;
import io.bytefreezer.provenance.audit.check.Frontier;
import io.bytefreezer.provenance.audit.check.PartitionReport;
import io.bytefreezer.provenance.audit.check.Reckoning;
import io.bytefreezer.provenance.audit.check.Report;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.rules.Gone;
import io.bytefreezer.provenance.rules.RuleBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Audits one dataset: finds out how far all stages have come, and compares what they hold below that. It reads only, so it
 * may run while they work.
 */
public final class Auditor implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final OffsetRange NOTHING = new OffsetRange(0, 0);

    private final Sources sources;
    private final Path directory;

    private Auditor(Sources sources, Path directory) {
        this.sources = sources;
        this.directory = directory;
    }

    /**
     * Opens everything that is read from.
     *
     * @param directory an empty directory for what does not fit into memory; the caller removes it
     * @throws io.bytefreezer.lake.LakeException when the catalog does not answer, or settings are wrong
     * @throws IllegalArgumentException when something needed is missing
     */
    public static Auditor open(ProvenanceConfig config, Path directory) {
        return new Auditor(Sources.open(config), directory);
    }

    /**
     * Audits.
     *
     * @throws IllegalArgumentException when there is nothing of this name
     * @throws io.bytefreezer.provenance.origin.OriginException when brokers or store do not answer
     * @throws io.bytefreezer.provenance.control.ControlPlaneException when the control plane does not answer
     * @throws io.bytefreezer.lake.LakeException when catalog or lake do not answer
     */
    public Report audit(AuditRequest request) {
        Progress progress = new Progress(sources, request.dataset());
        SortedMap<Integer, OffsetRange> targets =
                Targets.of(request, progress.raw().held(), progress.objects());
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("nothing to audit: there is neither a topic "
                    + progress.raw().name()
                    + " nor a raw object of " + request.dataset()
                    + (request.partition().isPresent() ? " with this partition" : "")
                    + "; see the names of tenant and dataset, and topics.prefix");
        }
        Progress.Scene scene = settle(progress, targets, request.patience());
        Letters letters = new Letters(sources.topics(), request.dataset(), sources.codec());
        letters.read(progress.letters(), scene.letters());
        RuleBook rules = new RuleBook(
                request.dataset(),
                sources.rules().of(request.dataset()),
                new Judge(sources.codec()),
                gone(scene.lake()));
        Comparison comparison = new Comparison(request, progress, scene, letters, rules);
        return request.deep() ? deep(comparison) : byMetadata(comparison);
    }

    @Override
    public void close() {
        sources.close();
    }

    /** What is compared with what. */
    private record Comparison(
            AuditRequest request, Progress progress, Progress.Scene scene, Letters letters, RuleBook rules) {}

    private static Progress.Scene settle(Progress progress, SortedMap<Integer, OffsetRange> targets, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Progress.Scene scene = progress.look(targets);
        while (!scene.isSettled() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            scene = progress.look(targets);
        }
        return scene;
    }

    private Report deep(Comparison comparison) {
        Map<Integer, OffsetRange> judged = comparison.scene().judged();
        try (RowKeys keys = RowKeys.open(directory, sources.lake().s3())) {
            copyKeys(comparison.scene().lake(), judged, keys);
            List<PartitionReport> partitions = new ArrayList<>();
            Counts total = Counts.NONE;
            Drops.Tally drops = new Drops.Tally();
            for (int partition : judged.keySet()) {
                PartitionReport report = deep(comparison, partition, keys, drops);
                partitions.add(report);
                total = total.plus(report.counts());
            }
            return new Report(comparison.request().dataset(), true, partitions, List.of(), total, drops.drops());
        }
    }

    private static long copyKeys(LakeState lake, Map<Integer, OffsetRange> judged, RowKeys keys) {
        long rows = 0;
        for (KeyFile file : lake.files()) {
            if (file.shareIn(judged) != KeyFile.Share.NONE) {
                rows += keys.add(lake, file, judged);
            }
        }
        return rows;
    }

    private PartitionReport deep(Comparison comparison, int partition, RowKeys keys, Drops.Tally drops) {
        Landed landed = landed(comparison, partition);
        Frontier frontier = frontier(comparison, partition);
        Chain chain =
                Chain.of(landed.objects(), frontier.wanted(), landed.held().from());
        Reckoning reckoning = new Reckoning(partition, comparison.rules(), landed::objectOf, chain.holes(), drops);
        new DeepPartition(partition, sources.codec(), keys, comparison.letters().of(partition), reckoning)
                .compare(landed.fromObjects(), landed.topic().records(partition), frontier.settled());
        List<Finding> findings = rawFindings(landed, chain, frontier);
        findings.addAll(reckoning.findings());
        return report(landed, frontier, reckoning.counts(), findings);
    }

    private Report byMetadata(Comparison comparison) {
        Map<Integer, OffsetRange> judged = comparison.scene().judged();
        List<PartitionReport> partitions = new ArrayList<>();
        Counts total = Counts.seen(0, rows(comparison.scene().lake(), judged), 0);
        for (Map.Entry<Integer, OffsetRange> range : judged.entrySet()) {
            Landed landed = landed(comparison, range.getKey());
            Frontier frontier = frontier(comparison, range.getKey());
            Chain chain =
                    Chain.of(landed.objects(), frontier.wanted(), landed.held().from());
            Counts counts = Counts.seen(
                    landed.records(range.getValue()),
                    0,
                    comparison.letters().of(range.getKey()).count(range.getValue()));
            partitions.add(report(landed, frontier, counts, rawFindings(landed, chain, frontier)));
            total = total.plus(counts);
        }
        total = total.plus(gone(comparison, total));
        boolean mayBeRight =
                comparison.rules().mayDrop() || comparison.letters().mayHaveExpired();
        // Where records are gone, it is known already that the numbers cannot add up.
        List<Finding> findings = partitions.stream().anyMatch(Auditor::hasLostRecords)
                ? List.of()
                : total.check(mayBeRight).stream().toList();
        return new Report(comparison.request().dataset(), false, partitions, findings, total, Drops.NONE);
    }

    private static Gone gone(LakeState lake) {
        return new Gone(lake.retained().map(Retained::from).orElse(Instant.MIN), lake.erased());
    }

    /** Of what has neither row nor dead letter, as much as is known to have been removed: which records that were, only records tell. */
    private static Counts gone(Comparison comparison, Counts total) {
        long without = Math.max(0, total.records() - total.rows() - total.letters());
        long erased = Math.min(without, comparison.rules().gone().erased().size());
        long retained = comparison.scene().lake().retained().map(Retained::rows).orElse(0L);
        return new Counts(0, 0, 0, Counts.Judged.gone(Math.min(without - erased, retained), erased));
    }

    private static boolean hasLostRecords(PartitionReport partition) {
        return partition.findings().stream()
                .anyMatch(finding ->
                        finding instanceof Finding.Gap gap && gap.evidence() == Finding.Evidence.BEFORE_TOPIC);
    }

    /** Rows in the judged ranges: manifests tell of most files, the others are looked into. */
    private long rows(LakeState lake, Map<Integer, OffsetRange> judged) {
        long rows = 0;
        List<KeyFile> unknown = new ArrayList<>();
        for (KeyFile file : lake.files()) {
            switch (file.shareIn(judged)) {
                case ALL -> rows += file.rows();
                case NONE -> rows += 0;
                case UNKNOWN -> unknown.add(file);
            }
        }
        if (unknown.isEmpty()) {
            return rows;
        }
        try (RowKeys keys = RowKeys.open(directory, sources.lake().s3())) {
            return rows + copyKeys(lake.with(unknown), judged, keys);
        }
    }

    private static List<Finding> rawFindings(Landed landed, Chain chain, Frontier frontier) {
        List<Finding> findings = new ArrayList<>(landed.gaps(chain));
        findings.addAll(chain.overlaps());
        findings.addAll(frontier.lags());
        return findings;
    }

    private static PartitionReport report(Landed landed, Frontier frontier, Counts counts, List<Finding> findings) {
        int objects = (int) landed.objects().stream()
                .filter(object -> !object.range().meet(frontier.wanted()).isEmpty())
                .count();
        return new PartitionReport(
                landed.partition(), frontier.wanted(), frontier.settled(), objects, counts, findings);
    }

    private Landed landed(Comparison comparison, int partition) {
        Progress.Scene scene = comparison.scene();
        List<RawObject> objects = scene.objects().getOrDefault(partition, List.of());
        return new Landed(
                partition,
                objects,
                scene.raw().getOrDefault(partition, NOTHING),
                comparison.progress().raw(),
                sources.objects().records(objects, sources.codec()));
    }

    private static Frontier frontier(Comparison comparison, int partition) {
        Frontier frontier = comparison.scene().frontiers().get(partition);
        if (frontier == null) {
            throw new IllegalStateException("partition " + partition + " was not looked at");
        }
        return frontier;
    }
}
