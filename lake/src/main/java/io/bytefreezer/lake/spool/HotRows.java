package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows that are not in the table's snapshot yet, shaped as a packer shapes them for it. Their files may hold others too.
 *
 * @param files the rows
 * @param columns what the shaper said of its columns after the last row
 * @param spans the offsets of the rows that are read; those of others are in none of them
 * @param count how many of them there are, about
 */
public record HotRows(List<Path> files, List<SpoolColumn> columns, List<Span> spans, long count) implements RowSource {

    /** Copies the lists. */
    public HotRows {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
        spans = List.copyOf(spans);
        if (files.isEmpty() || spans.isEmpty()) {
            throw new IllegalArgumentException("no rows");
        }
    }

    @Override
    public List<MemorySegment> memory() {
        return List.of();
    }

    /**
     * Offsets of one partition of the processed topic.
     *
     * @param partition the partition
     * @param from the first
     * @param until the first after them
     */
    public record Span(int partition, long from, long until) {

        boolean has(int otherPartition, long offset) {
            return otherPartition == partition && offset >= from && offset < until;
        }
    }
}
