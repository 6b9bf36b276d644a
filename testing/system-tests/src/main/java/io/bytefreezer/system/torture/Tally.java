package io.bytefreezer.system.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts faults by their kind. Safe for use by many threads. */
final class Tally {

    private final Map<String, Integer> injected = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();

    synchronized void injected(String kind) {
        injected.merge(kind, 1, Integer::sum);
    }

    synchronized void skipped(String kind, String reason) {
        skipped.add(kind + ": " + reason);
    }

    /** Faults that happened, by kind. */
    synchronized Map<String, Integer> byKind() {
        return Map.copyOf(injected);
    }

    synchronized List<String> skipped() {
        return List.copyOf(skipped);
    }
}
