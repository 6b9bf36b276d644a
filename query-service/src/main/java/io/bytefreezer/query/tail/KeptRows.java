package io.bytefreezer.query.tail;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.spool.HotRows;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.query.tail.TailPlan.Span;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one topic that are kept from one query to the next: without a gap, from an offset of each partition to another. Shaped for one set of columns; of no use when
 * the table has got others, or its dataset settled others. For one thread at a time.
 */
final class KeptRows {

    /** More files than this are put together, but for large ones. */
    private static final int FILES_MAX = 16;

    private static final long LARGE = 8 << 20;

    private final String topicId;
    private final Layout layout;
    private final Shaping shaping;
    private final RowShaper shaper;
    private final List<Segment> segments = new ArrayList<>();
    private final SortedMap<Integer, Span> covered = new TreeMap<>();

    /**
     * No rows yet.
     *
     * @param topicId id of the topic
     * @param layout what they are shaped for
     * @param shaping how rows are made
     */
    KeptRows(String topicId, Layout layout, Shaping shaping) {
        this.topicId = topicId;
        this.layout = layout;
        this.shaping = shaping;
        List<Column> body = layout.columns().stream()
                .filter(column -> !TableLayout.isSystemName(column.name()))
                .toList();
        this.shaper = new RowShaper(body, layout.settled(), shaping.columnsMax());
    }

    /**
     * What rows are shaped for.
     *
     * @param columns the table's columns
     * @param settled columns that its dataset settles, and that the next packer gives it if it has them not
     */
    record Layout(List<Column> columns, List<SettledColumn> settled) {
        /** Copies the lists. */
        Layout {
            columns = List.copyOf(columns);
            settled = List.copyOf(settled);
        }
    }

    /**
     * How records become rows.
     *
     * @param codec decodes records
     * @param directory for files of rows
     * @param columnsMax columns of a table that come from events, as for packers
     * @param settled the columns that a dataset settles now
     */
    record Shaping(
            EventCodec codec, Path directory, int columnsMax, Function<DatasetRef, List<SettledColumn>> settled) {

        /** What rows of a dataset are shaped for, whose table has these columns. */
        Layout layout(DatasetRef dataset, List<Column> columns) {
            return new Layout(columns, settled.apply(dataset));
        }

        private Path newFile() {
            return directory.resolve(UUID.randomUUID() + ".rows");
        }
    }

    /**
     * Rows for one query.
     *
     * @param segments the files, pinned
     * @param hot the rows; null when there are none
     * @param rows how many
     * @param leftOut records among them that no row can be made of
     * @param newest the latest event time of the files' rows
     */
    record View(
            List<Segment> segments,
            @Nullable HotRows hot,
            long rows,
            long leftOut,
            @Nullable Instant newest) {

        void release() {
            segments.forEach(Segment::unpin);
        }
    }

    /** Whether what is kept, and what can be read after it, is what is planned, for a table with these columns. */
    boolean serves(String topic, Layout wanted, TailPlan plan) {
        return topicId.equals(topic)
                && layout.equals(wanted)
                && plan.spans().entrySet().stream().allMatch(planned -> {
                    Span known = covered.get(planned.getKey());
                    long from = planned.getValue().from();
                    return known == null || (known.from() <= from && from <= known.until());
                });
    }

    /** Drops files whose rows are all packed. */
    void forget(TableOffsets packed) {
        while (!segments.isEmpty() && isPacked(segments.getFirst(), packed)) {
            Segment first = segments.removeFirst();
            first.drop();
            first.content()
                    .ranges()
                    .forEach((partition, range) -> covered.computeIfPresent(
                            partition, (ignored, known) -> new Span(range.until(), known.until())));
        }
    }

    /** The first offset of a planned span that is not kept. */
    long next(int partition, Span planned) {
        Span known = covered.get(partition);
        return known == null ? planned.from() : known.until();
    }

    /** A new file for rows that come next. */
    TailSpool spool() throws IOException {
        return new TailSpool(shaping.newFile(), shaping.codec(), shaper);
    }

    /** Keeps what was read, from where {@link #next} said. */
    void append(TailSpool read, SortedMap<Integer, Span> ranges) throws IOException {
        segments.add(new Segment(read.file(), read.content(ranges)));
        ranges.forEach((partition, range) ->
                covered.merge(partition, range, (known, added) -> new Span(known.from(), added.until())));
        if (segments.size() > FILES_MAX) {
            putTogether();
        }
    }

    /** Bytes of all rows. */
    long bytes() {
        return segments.stream().mapToLong(segment -> segment.content().bytes()).sum();
    }

    /** Whether rows are kept beside those planned. */
    boolean hasOthersThan(TailPlan plan) {
        return segments.stream()
                        .mapToLong(segment -> segment.content().rows().count()
                                - segment.content().rows().in(plan.spans()))
                        .sum()
                > 0;
    }

    /** What is kept of a plan, pinned for a query. */
    View view(TailPlan plan) {
        SortedMap<Integer, Span> spans = new TreeMap<>();
        plan.spans().forEach((partition, planned) -> {
            long until = Math.min(planned.until(), next(partition, planned));
            if (until > planned.from()) {
                spans.put(partition, new Span(planned.from(), until));
            }
        });
        List<Segment> read = segments.stream()
                .filter(segment -> segment.content().rows().in(spans) > 0)
                .toList();
        long rows = read.stream()
                .mapToLong(segment -> segment.content().rows().in(spans))
                .sum();
        long leftOut = segments.stream()
                .mapToLong(segment -> segment.content().leftOut().in(spans))
                .sum();
        Instant newest = null;
        for (Segment segment : read) {
            newest = Segment.Content.latest(newest, segment.content().newest());
        }
        read.forEach(Segment::pin);
        HotRows hot = rows == 0
                ? null
                : new HotRows(
                        read.stream().map(Segment::file).toList(),
                        shaper.columnsAndSettled(),
                        spans.entrySet().stream()
                                .map(span -> new HotRows.Span(
                                        span.getKey(),
                                        span.getValue().from(),
                                        span.getValue().until()))
                                .toList(),
                        rows);
        return new View(read, hot, rows, leftOut, newest);
    }

    /** Drops everything. */
    void drop() {
        segments.forEach(Segment::drop);
        segments.clear();
        covered.clear();
    }

    private boolean isPacked(Segment segment, TableOffsets packed) {
        return segment.content().ranges().entrySet().stream()
                .allMatch(range -> packed.next(topicId, range.getKey()).orElse(0)
                        >= range.getValue().until());
    }

    /** Makes one file of the small ones at the end. */
    private void putTogether() throws IOException {
        int first = segments.size();
        while (first > 0 && segments.get(first - 1).content().bytes() < LARGE) {
            first--;
        }
        List<Segment> small = segments.subList(first, segments.size());
        if (small.size() < 2) {
            return;
        }
        Path file = shaping.newFile();
        Segment.Content content = small.getFirst().content();
        try (OutputStream out = Files.newOutputStream(file)) {
            Files.copy(small.getFirst().file(), out);
            for (Segment later : small.subList(1, small.size())) {
                Files.copy(later.file(), out);
                content = content.and(later.content());
            }
        }
        small.forEach(Segment::drop);
        small.clear();
        segments.add(new Segment(file, content));
    }
}
