package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides rows into slices that are next to each other in the order of a data file's rows, each small enough to be sorted in memory. Rows are counted by ranges of
 * their key, first of its first part; a range with too much is divided further. For one thread.
 */
final class KeySlices {

    /** Ranges a range is divided into. */
    private static final int RANGES = 4096;

    /** So many ranges make a file at least, so that files become alike. */
    private static final int RANGES_OF_FILE = 16;

    /** What each value takes in memory; texts take their bytes too. */
    private static final int VALUE_BYTES = 16;

    private final WriterSession session;
    private final SortedRows rows;
    private final List<RowOrder.Part> key;
    private final String what;
    private final String bytes;
    private final Limits limits;
    private final List<Slice> slices = new ArrayList<>();
    private long rowsBefore;
    private long allRows;

    private KeySlices(WriterSession session, SortedRows rows, Limits limits, String what) {
        this.session = session;
        this.rows = rows;
        this.key = rows.order().parts();
        this.what = what;
        this.bytes = bytes(rows.columns());
        this.limits = limits;
    }

    /**
     * What slices should be like.
     *
     * @param bytesMax bytes in memory; a slice has more where rows of equal keys have
     * @param files files they are for, with about as many rows each
     */
    record Limits(long bytesMax, int files) {}

    /**
     * Rows that follow each other.
     *
     * @param file the file they are for, counted from zero
     * @param condition what is true of them alone, in SQL
     */
    record Slice(int file, String condition) {}

    /** The slices in their order; none if there are no rows. Later files may get none. */
    static List<Slice> of(WriterSession session, SortedRows rows, Limits limits, String what) {
        KeySlices slices = new KeySlices(session, rows, limits, what);
        slices.read("true", "true", "0").stream().findFirst().ifPresent(all -> {
            slices.allRows = all.rows();
            slices.divide("true", all);
        });
        return slices.slices;
    }

    /** Rows with keys from {@code low} to {@code high}, each part of the key by itself. */
    private record Extent(List<Long> low, List<Long> high, long rows, long bytes) {

        Optional<Integer> divisibleBy() {
            return IntStream.range(0, low.size())
                    .filter(part -> low.get(part) < high.get(part))
                    .boxed()
                    .findFirst();
        }
    }

    /** Extents that follow each other and will be a slice. */
    private static final class Run {
        private final int part;
        private @Nullable Extent first;
        private @Nullable Extent last;
        private long rows;
        private long bytes;

        Run(int part) {
            this.part = part;
        }

        void add(Extent extent) {
            first = first == null ? extent : first;
            last = extent;
            rows += extent.rows();
            bytes += extent.bytes();
        }
    }

    private void divide(String within, Extent extent) {
        Optional<Integer> divisible = extent.divisibleBy();
        int part = divisible.orElse(0);
        long low = extent.low().get(part);
        long step = Math.ceilDiv(extent.high().get(part) - low + 1, (long) RANGES);
        Run run = new Run(part);
        for (Extent range : read(within, "(" + key.get(part).key() + " - " + low + ") // " + step, bytes)) {
            if (isTooLarge(range) && range.divisibleBy().isPresent()) {
                run = ended(within, run);
                divide(within + between(part, range, range), range);
            } else {
                if (run.first != null && isFull(run, range)) {
                    run = ended(within, run);
                }
                run.add(range);
            }
        }
        ended(within, run);
    }

    private boolean isTooLarge(Extent range) {
        boolean isUneven =
                limits.files() > 1 && range.rows() > Math.max(1, allRows / ((long) RANGES_OF_FILE * limits.files()));
        return range.bytes() > limits.bytesMax() || isUneven;
    }

    private boolean isFull(Run run, Extent next) {
        return run.bytes + next.bytes() > limits.bytesMax() || file(rowsBefore) != file(rowsBefore + run.rows);
    }

    private int file(long before) {
        return (int) (before * limits.files() / allRows);
    }

    /** Makes a slice of a run; the next run. */
    private Run ended(String within, Run run) {
        if (run.first != null && run.last != null) {
            slices.add(new Slice(file(rowsBefore), within + between(run.part, run.first, run.last)));
            rowsBefore += run.rows;
        }
        return new Run(run.part);
    }

    /** Times are compared as such, so that row groups of other times are not read. */
    private String between(int part, Extent first, Extent last) {
        long low = first.low().get(part);
        long high = last.high().get(part);
        return key.get(part).isTime()
                ? " AND event_time BETWEEN make_timestamptz(" + low + ") AND make_timestamptz(" + high + ")"
                : " AND " + key.get(part).key() + " BETWEEN " + low + " AND " + high;
    }

    private List<Extent> read(String within, String range, String size) {
        String lows = each(part -> "CAST(min(" + part.key() + ") AS BIGINT), ");
        String highs = each(part -> "CAST(max(" + part.key() + ") AS BIGINT), ");
        String order =
                IntStream.rangeClosed(1, key.size()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String sql = "SELECT " + lows + highs + "count(*), CAST(sum(" + size + ") AS BIGINT) FROM " + rows.sql()
                + " WHERE " + within + " GROUP BY " + range + " ORDER BY " + order;
        List<Extent> extents = new ArrayList<>();
        session.answer(sql, 2 * key.size() + 2, what, values -> extents.add(extent(values)));
        return extents;
    }

    private String each(Function<RowOrder.Part, String> sql) {
        return key.stream().map(sql).collect(Collectors.joining());
    }

    private Extent extent(@Nullable Object[] values) {
        List<Long> numbers = new ArrayList<>();
        for (Object value : values) {
            numbers.add(value instanceof Long number ? number : 0L);
        }
        int parts = key.size();
        return new Extent(
                numbers.subList(0, parts),
                numbers.subList(parts, 2 * parts),
                numbers.get(2 * parts),
                numbers.get(2 * parts + 1));
    }

    private static String bytes(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .map(column -> " + coalesce(strlen(" + Sql.name(column.name()) + "), 0)")
                .collect(Collectors.joining("", Integer.toString(VALUE_BYTES * columns.size()), ""));
    }
}
