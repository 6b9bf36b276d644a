package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.piper.judge.EventIds;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.rules.Difference;
import io.bytefreezer.provenance.rules.Explanation;
import io.bytefreezer.provenance.rules.RuleBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * Compares records, rows and dead letters of one partition as multisets, offset by offset. Belongs to one thread; keeps
 * counts and a bounded number of names only.
 */
public final class Reckoning {

    /** Names of objects and files that are kept for each finding. */
    private static final int NAMES_MAX = 10;

    private final int partition;
    private final RuleBook rules;
    private final LongFunction<String> objectOf;
    private final List<Chain.Hole> holes;
    private final Drops.Tally drops;

    private final Marks lost = new Marks();
    private final Set<Integer> outdated = new HashSet<>();
    private final Marks doubled = new Marks();
    private final Marks stray = new Marks();
    private final Marks mistaken = new Marks();
    private final Marks different = new Marks();
    private Counts counts = Counts.NONE;
    private long surplus;

    /**
     * Nothing compared yet.
     *
     * @param partition the raw partition
     * @param rules what should have become of records
     * @param objectOf name of the raw object that holds an offset, or should
     * @param holes offsets that are known to be in no object: rows of them are no finding of their own
     * @param drops counts what dropped records and events
     */
    public Reckoning(
            int partition, RuleBook rules, LongFunction<String> objectOf, List<Chain.Hole> holes, Drops.Tally drops) {
        this.partition = partition;
        this.rules = rules;
        this.objectOf = objectOf;
        this.holes = List.copyOf(holes);
        this.drops = drops;
    }

    /** Offsets and the names that go with them. */
    private static final class Marks {

        private final Spans.Collector offsets = new Spans.Collector();
        private final Set<String> names = new HashSet<>();

        void add(long offset, String name) {
            offsets.add(offset);
            name(name);
        }

        void add(long offset, List<Place.Row> rows) {
            offsets.add(offset);
            rows.forEach(row -> name(row.file()));
        }

        private void name(String name) {
            if (names.size() < NAMES_MAX) {
                names.add(name);
            }
        }
    }

    /** Takes the next offset of which there is anything; they come in order. */
    public void add(Place place) {
        RawRecord record = place.record();
        boolean noRow = place.rows().isEmpty();
        counts = counts.plus(
                Counts.seen(record == null ? 0 : 1, place.rows().size(), noRow && place.hasLetter() ? 1 : 0));
        if (record == null) {
            strays(place);
            return;
        }
        if (place.isTorn()) {
            different.add(place.offset(), objectOf.apply(place.offset()));
        }
        if (noRow) {
            if (!place.hasLetter()) {
                absent(place.offset(), record);
            }
        } else {
            rows(place, record);
        }
    }

    /** What was counted. */
    public Counts counts() {
        return counts;
    }

    /** What was found. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!lost.offsets.isEmpty()) {
            findings.add(new Finding.Lost(lost.offsets.spans(), lost.names, outdated));
        }
        if (!doubled.offsets.isEmpty()) {
            findings.add(new Finding.Doubled(doubled.offsets.spans(), surplus, doubled.names));
        }
        if (!stray.offsets.isEmpty()) {
            findings.add(new Finding.Stray(stray.offsets.spans(), stray.names));
        }
        if (!mistaken.offsets.isEmpty()) {
            findings.add(new Finding.Mistaken(mistaken.offsets.spans(), mistaken.names));
        }
        if (!different.offsets.isEmpty()) {
            findings.add(new Finding.Different(different.offsets.spans(), different.names));
        }
        return findings;
    }

    private void strays(Place place) {
        boolean known = holes.stream().anyMatch(hole -> hole.offsets().contains(place.offset()));
        if (!known && !place.rows().isEmpty()) {
            stray.add(place.offset(), place.rows());
        }
    }

    private void absent(long offset, RawRecord record) {
        switch (rules.explain(partition, record)) {
            case Explanation.Dropped dropped -> {
                drops.add(dropped.by());
                judged(new Counts.Judged(1, 0, 0, 0, 0, 0));
            }
            case Explanation.Rejected rejected -> judged(new Counts.Judged(0, 1, 0, 0, 0, 0));
            case Explanation.Routed routed -> judged(new Counts.Judged(0, 0, 1, 0, 0, 0));
            case Explanation.Unproven unproven -> judged(new Counts.Judged(0, 0, 0, 1, 0, 0));
            case Explanation.Expired expired -> judged(Counts.Judged.gone(1, 0));
            case Explanation.Erased erased -> judged(Counts.Judged.gone(0, 1));
            case Explanation.Outdated old -> {
                outdated.add(old.version());
                lost.add(offset, objectOf.apply(offset));
            }
            case Explanation.None none -> lost.add(offset, objectOf.apply(offset));
        }
    }

    private void rows(Place place, RawRecord record) {
        Optional<EventIds> ids = Optional.ofNullable(place.eventId()).map(EventIds::new);
        List<Place.Row> wrong = new ArrayList<>();
        List<UUID> right = new ArrayList<>(place.rows().size());
        for (Place.Row row : place.rows()) {
            UUID id = row.eventId();
            if (id != null && ids.isPresent() && ids.get().has(id)) {
                right.add(id);
            } else {
                wrong.add(row);
            }
        }
        if (!wrong.isEmpty()) {
            mistaken.add(place.offset(), wrong);
        }
        if (!right.isEmpty()) {
            compare(place, rules.compare(partition, record, right));
        }
    }

    private void compare(Place place, Difference difference) {
        difference.drops().forEach(drops::add);
        judged(new Counts.Judged(
                difference.drops().size(),
                0,
                difference.routed(),
                difference.unproven(),
                difference.expired(),
                difference.erased()));
        if (difference.surplus() > 0) {
            surplus += difference.surplus();
            doubled.add(place.offset(), place.rows());
        }
        // The packer's dead letters name the record, not which of its events they are of.
        if (difference.missing() > 0 && !place.hasLetter()) {
            lost.add(place.offset(), objectOf.apply(place.offset()));
        }
    }

    private void judged(Counts.Judged judged) {
        counts = counts.plus(new Counts(0, 0, 0, judged));
    }
}
