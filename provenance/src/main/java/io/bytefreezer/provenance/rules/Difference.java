package io.bytefreezer.provenance.rules;

import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.schemas.event.ProcessedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the rows of one raw record differ from what a version of the rules makes of it.
 *
 * @param missing events without a row, though they should have one
 * @param surplus rows too many
 * @param drops what dropped the events that the version drops, one for each
 * @param routed events that it sends to other datasets
 * @param unproven events without a row that a filter may have dropped for what it remembered then
 * @param expired events without a row that are so old that retention removed it
 * @param erased events whose row was erased
 */
public record Difference(
        long missing, long surplus, List<Drop> drops, long routed, long unproven, long expired, long erased) {

    /** Copies the list. */
    public Difference {
        drops = List.copyOf(drops);
    }

    /** What is wrong in all. */
    long size() {
        return missing + surplus;
    }

    /** Compares the rows with a verdict; nothing where the verdict is that the record has no row. */
    static Optional<Difference> of(RuleBook.Judged judged, List<UUID> rows, Gone gone) {
        if (!(judged.verdict() instanceof Verdict.Emitted emitted)
                || emitted.events().isEmpty()) {
            return Optional.empty();
        }
        List<UUID> surplus = new ArrayList<>(rows);
        List<ProcessedEvent> without = new ArrayList<>(emitted.events());
        without.removeIf(event -> surplus.remove(event.eventId()));
        long erased = without.stream().filter(gone::isErased).count();
        without.removeIf(gone::isErased);
        long expired = without.stream().filter(gone::isExpired).count();
        long absent = without.size() - expired;
        return Optional.of(new Difference(
                judged.remembers() ? 0 : absent,
                surplus.size(),
                emitted.drops().stream()
                        .map(dropped -> RuleBook.drop(judged.version(), dropped))
                        .toList(),
                emitted.routed().size(),
                judged.remembers() ? absent : 0,
                expired,
                erased));
    }

    /** Where no version says how many rows are right: none twice. */
    static Difference repeated(List<UUID> rows) {
        return new Difference(0, (long) rows.size() - new HashSet<>(rows).size(), List.of(), 0, 0, 0, 0);
    }
}
