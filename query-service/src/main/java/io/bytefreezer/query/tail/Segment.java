package io.bytefreezer.query.tail;

import io.bytefreezer.query.tail.TailPlan.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows in a file that does not change, which is removed when it is dropped and no query reads it any more. Thread-safe. */
final class Segment {

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

    private final Path file;
    private final Content content;
    private int readers;
    private boolean dropped;

    Segment(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /**
     * What is in a file of rows.
     *
     * @param ranges the offsets that were read for it
     * @param rows offsets of the records that became rows
     * @param leftOut offsets of records that no row can be made of
     * @param bytes bytes of the rows
     * @param newest the latest event time; null without rows
     */
    record Content(
            SortedMap<Integer, Span> ranges,
            OffsetLists rows,
            OffsetLists leftOut,
            long bytes,
            @Nullable Instant newest) {

        /** With what was read after it. */
        Content and(Content later) {
            SortedMap<Integer, Span> span = new TreeMap<>(ranges);
            later.ranges.forEach((partition, added) ->
                    span.merge(partition, added, (first, last) -> new Span(first.from(), last.until())));
            OffsetLists both = new OffsetLists();
            both.addAll(rows);
            both.addAll(later.rows);
            OffsetLists bothLeftOut = new OffsetLists();
            bothLeftOut.addAll(leftOut);
            bothLeftOut.addAll(later.leftOut);
            return new Content(span, both, bothLeftOut, bytes + later.bytes, latest(newest, later.newest));
        }

        /** The later of two times, one of which may not be there. */
        static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }

    Path file() {
        return file;
    }

    Content content() {
        return content;
    }

    /** Keeps the file until {@link #unpin()}. */
    synchronized Segment pin() {
        readers++;
        return this;
    }

    synchronized void unpin() {
        readers--;
        removeUnread();
    }

    /** Removes the file, or lets the last query that reads it do that. */
    synchronized void drop() {
        dropped = true;
        removeUnread();
    }

    private void removeUnread() {
        if (!dropped || readers > 0) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Removed when the service starts again.
            LOG.warn("cannot remove {}", file, e);
        }
    }
}
