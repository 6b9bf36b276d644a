package io.bytefreezer.provenance.rules;

import io.bytefreezer.piper.judge.Basis;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All versions of a dataset's transformation. Versions never change, and the same record is judged alike whenever it is, so
 * what the piper did with a record is found out by asking again.
 *
 * @param dataset the dataset
 * @param versions its versions; none where they are not known
 * @param judge judges
 * @param gone what was taken out of the table on purpose
 */
public record RuleBook(DatasetRef dataset, List<RuleVersion> versions, Judge judge, Gone gone) {

    /** How much the clocks of control plane and brokers may differ, and how late a piper may hear of a new version. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Copies the list. */
    public RuleBook {
        versions = List.copyOf(versions);
    }

    /** Where nothing was taken out of the table. */
    public RuleBook(DatasetRef dataset, List<RuleVersion> versions, Judge judge) {
        this(dataset, versions, judge, Gone.NOTHING);
    }

    /** Why this record of a partition has no row. */
    public Explanation explain(int partition, RawRecord record) {
        Optional<Explanation> inForce = versions.stream()
                .filter(version -> mayHaveJudged(version, record))
                .flatMap(version -> explain(version, partition, record).stream())
                .findFirst();
        return inForce.orElseGet(() -> versions.stream()
                .filter(version -> !mayHaveJudged(version, record))
                .filter(version -> explain(version, partition, record).isPresent())
                .<Explanation>map(version -> new Explanation.Outdated(version.number()))
                .findFirst()
                .orElseGet(Explanation.None::new));
    }

    /**
     * How the rows of this record differ from what the rules make of it: of the versions that were in force when it came or
     * later, the one that fits best counts.
     *
     * @param rows ids of its rows
     */
    public Difference compare(int partition, RawRecord record, List<UUID> rows) {
        return versions.stream()
                .filter(version -> mayHaveJudged(version, record))
                .flatMap(version -> Difference.of(judge(version, partition, record), rows, gone).stream())
                .min(Comparator.comparingLong(Difference::size))
                .orElseGet(() -> Difference.repeated(rows));
    }

    /** Whether some version has a rule by which a record could end without a row and without a dead letter. */
    public boolean mayDrop() {
        return versions.isEmpty() || versions.stream().anyMatch(version -> version.number() > 0);
    }

    /** A record is judged when it came or later, never earlier. */
    private static boolean mayHaveJudged(RuleVersion version, RawRecord record) {
        return version.until().equals(Instant.MAX)
                || version.until().isAfter(record.timestamp().minus(TOLERANCE));
    }

    private Optional<Explanation> explain(RuleVersion version, int partition, RawRecord record) {
        Judged judged = judge(version, partition, record);
        return switch (judged.verdict()) {
            case Verdict.Emitted emitted -> explain(version, emitted, judged.remembers());
            case Verdict.Dropped dropped -> Optional.of(new Explanation.Dropped(drop(judged.version(), dropped)));
            case Verdict.Rejected rejected -> Optional.of(new Explanation.Rejected(version.number()));
        };
    }

    private Optional<Explanation> explain(RuleVersion version, Verdict.Emitted emitted, boolean remembers) {
        if (emitted.events().isEmpty()) {
            return Optional.of(new Explanation.Routed(version.number()));
        }
        if (gone.areAll(emitted.events())) {
            return Optional.of(
                    emitted.events().stream().anyMatch(gone::isErased)
                            ? new Explanation.Erased(version.number())
                            : new Explanation.Expired(version.number()));
        }
        return remembers ? Optional.of(new Explanation.Unproven(version.number())) : Optional.empty();
    }

    private Judged judge(RuleVersion version, int partition, RawRecord record) {
        AskedState state = new AskedState();
        Verdict verdict =
                judge.judge(new Basis(dataset, version.plan(), state), partition, record.offset(), record.value());
        return new Judged(version.number(), verdict, state.wasAsked());
    }

    static Drop drop(int version, Verdict.Dropped dropped) {
        return new Drop(version, dropped.filter(), dropped.reason());
    }

    /**
     * A verdict.
     *
     * @param version the version that judged
     * @param verdict what becomes of a record that is the first of its partition
     * @param remembers whether it depends on the records before it
     */
    record Judged(int version, Verdict verdict, boolean remembers) {}
}
