package io.bytefreezer.system.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found at a stage of the pipeline.
 *
 * @param stage the stage, for people
 * @param times how often each event was found, by its number
 * @param altered what was found and is not what was sent, in words
 * @param gaps what is missing between things that are there, in words
 * @param overlaps what is there twice apart from events, in words
 */
public record Sightings(
        String stage, Map<Integer, Integer> times, List<String> altered, List<String> gaps, List<String> overlaps) {

    /** Takes the collections as they are: they are large, and nobody changes them any more. */
    public Sightings {
        times = Collections.unmodifiableMap(times);
        altered = List.copyOf(altered);
        gaps = List.copyOf(gaps);
        overlaps = List.copyOf(overlaps);
    }

    /** Where nothing is to be found. */
    static Sightings nothing() {
        return new Sightings("nothing", Map.of(), List.of(), List.of(), List.of());
    }

    /** The same, but for some events. */
    public Sightings without(Set<Integer> ids) {
        Map<Integer, Integer> others = new HashMap<>(times);
        others.keySet().removeAll(ids);
        return new Sightings(stage, others, altered, gaps, overlaps);
    }

    /** How many events were found, each counted as often as it was. */
    public long total() {
        return times.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Collects sightings; used by one thread. */
    public static final class Collector {

        private final String stage;
        private final Map<Integer, Integer> times = new HashMap<>();
        private final List<String> altered = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();
        private final List<String> overlaps = new ArrayList<>();

        /** Nothing was found yet at this stage. */
        public Collector(String stage) {
            this.stage = stage;
        }

        /** An event was found. */
        public void saw(int id) {
            times.merge(id, 1, Integer::sum);
        }

        /** Something was found that is not as it was sent. */
        public void sawAltered(String what) {
            altered.add(what);
        }

        /** Something is missing between what is there. */
        public void sawGap(String what) {
            gaps.add(what);
        }

        /** Something is there twice. */
        public void sawOverlap(String what) {
            overlaps.add(what);
        }

        /** All that was found. */
        public Sightings found() {
            return new Sightings(stage, new HashMap<>(times), altered, gaps, overlaps);
        }
    }
}
