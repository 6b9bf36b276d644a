package io.bytefreezer.provenance.rules;

import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All versions of a dataset's transformation. Versions never change, and the same record is judged alike whenever it is, so
 * what the piper did with a record is found out by asking again.
 *
 * @param dataset the dataset
 * @param versions its versions; none where they are not known
 * @param judge judges
 */
public record RuleBook(DatasetRef dataset, List<RuleVersion> versions, Judge judge) {

    /** How much the clocks of control plane and brokers may differ, and how late a piper may hear of a new version. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Copies the list. */
    public RuleBook {
        versions = List.copyOf(versions);
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

    /** The most rows that a version makes of this record, at least one. */
    public int rowsMax(int partition, RawRecord record) {
        return versions.stream()
                .mapToInt(version -> judge(version, partition, record) instanceof Verdict.Emitted emitted
                        ? emitted.events().size()
                        : 1)
                .max()
                .orElse(1);
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
        return switch (judge(version, partition, record)) {
            case Verdict.Emitted emitted -> Optional.empty();
            case Verdict.Dropped dropped -> Optional.of(new Explanation.Dropped(version.number()));
            case Verdict.Rejected rejected -> Optional.of(new Explanation.Rejected(version.number()));
        };
    }

    private Verdict judge(RuleVersion version, int partition, RawRecord record) {
        return judge.judge(dataset, version.plan(), partition, record.offset(), record.value());
    }
}
