package io.bytefreezer.lake.bloom;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file's footer says of its Bloom filters.
 *
 * @param fieldIds ids of the file's columns; empty when it has none, and then nothing is known
 * @param rowGroups of each row group the filters, by the ids of their columns
 */
record FileIndex(Set<Integer> fieldIds, List<Map<Integer, ColumnFilter>> rowGroups) {

    /** Of a file that may hold anything. */
    static final FileIndex UNKNOWN = new FileIndex(Set.of(), List.of());

    FileIndex {
        fieldIds = Set.copyOf(fieldIds);
        rowGroups = rowGroups.stream().map(Map::copyOf).toList();
    }

    /** How much of it there is to keep. */
    int size() {
        return 1 + fieldIds.size() + rowGroups.stream().mapToInt(Map::size).sum();
    }
}
