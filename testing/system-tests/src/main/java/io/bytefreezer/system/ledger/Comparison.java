package io.bytefreezer.system.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what was found at a stage with what must be there, as multisets. Stateless and pure. */
public final class Comparison {

    private Comparison() {}

    /**
     * What became of the promise at a stage.
     *
     * @param stage the stage, for people
     * @param found how many events were found
     * @param lost what is missing or not as it was sent, in words, in the order of numbers
     * @param doubled what is there more often than it may be, in words
     */
    public record Verdict(String stage, long found, List<String> lost, List<String> doubled) {

        /** Copies the lists. */
        public Verdict {
            lost = List.copyOf(lost);
            doubled = List.copyOf(doubled);
        }

        /** Whether nothing is lost and nothing doubled. */
        public boolean isKept() {
            return lost.isEmpty() && doubled.isEmpty();
        }
    }

    /** Judges the stage where events enter: by what their senders were told. */
    public static Verdict entering(Collection<Entry> sent, Sightings found) {
        return following(Sightings.nothing(), sent, found);
    }

    /**
     * Judges a later stage: what was before must be there, exactly as often.
     *
     * @param before what was found at the stage before
     * @param entering what was sent straight to this stage
     * @param found what was found at this stage
     */
    public static Verdict following(Sightings before, Collection<Entry> entering, Sightings found) {
        Map<Integer, Bounds> bounds = new TreeMap<>();
        before.times().forEach((id, times) -> bounds.put(id, Bounds.exactly(times)));
        entering.forEach(entry -> bounds.put(entry.id(), entry.bounds()));
        return judge(bounds, found);
    }

    /** Several sightings as one: of events that may be at one of several places. */
    public static Sightings together(String stage, List<Sightings> parts) {
        Map<Integer, Integer> times = new HashMap<>();
        List<String> altered = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        List<String> overlaps = new ArrayList<>();
        for (Sightings part : parts) {
            part.times().forEach((id, count) -> times.merge(id, count, Integer::sum));
            altered.addAll(part.altered());
            gaps.addAll(part.gaps());
            overlaps.addAll(part.overlaps());
        }
        return new Sightings(stage, times, altered, gaps, overlaps);
    }

    private static Verdict judge(Map<Integer, Bounds> bounds, Sightings found) {
        List<String> lost = new ArrayList<>(found.altered());
        lost.addAll(found.gaps());
        List<String> doubled = new ArrayList<>(found.overlaps());
        bounds.forEach((id, allowed) -> {
            int times = found.times().getOrDefault(id, 0);
            for (int missing = times; missing < allowed.fewest(); missing++) {
                lost.add("event " + id);
            }
            for (int more = allowed.most(); more < times; more++) {
                doubled.add("event " + id);
            }
        });
        new TreeMap<>(found.times()).forEach((id, times) -> {
            if (!bounds.containsKey(id)) {
                doubled.add("event " + id + ", which should not be there");
            }
        });
        return new Verdict(found.stage(), found.total(), lost, doubled);
    }
}
