package io.bytefreezer.packer;

import io.bytefreezer.lake.shape.FieldCounts;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which fields' names become labels of metrics: the first so many of each dataset, as a label lives as long as the process. Thread-safe. */
final class FieldLabels {

    private final Map<DatasetRef, Set<String>> known = new ConcurrentHashMap<>();

    /** The label of a field. */
    String of(DatasetRef dataset, String field) {
        Set<String> names = known.computeIfAbsent(dataset, first -> ConcurrentHashMap.newKeySet());
        synchronized (names) {
            if (names.size() < FieldCounts.NAMES_MAX) {
                names.add(field);
            }
            return names.contains(field) ? field : FieldCounts.OTHERS;
        }
    }
}
