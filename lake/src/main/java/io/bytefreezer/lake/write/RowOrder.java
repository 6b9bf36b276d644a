package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order of rows in a rewritten file: by the columns that their table is sorted by, then by event time and raw record. Pure.
 *
 * @param parts numbers by which rows can be divided into ranges that follow each other in this order, the most significant first
 * @param sql the order as behind {@code ORDER BY}
 */
record RowOrder(List<Part> parts, String sql) {

    /** So many bytes of a text make a number that is not negative. */
    private static final int CHUNK_BYTES = 7;

    /** Texts that have so many chunks in common count as equal where rows are divided. */
    private static final int CHUNKS = 4;

    /** Differences of larger numbers would not be numbers of 64 bits. */
    private static final int SCALE = 4;

    /** Before all that a number divided by the scale can be. */
    private static final long BEFORE_ALL = Long.MIN_VALUE / SCALE - 1;

    private static final Part TIME = new Part("epoch_us(event_time)", true);

    /** Another tool's rows may lack them. */
    private static final List<Part> RECORD =
            List.of(new Part("coalesce(_raw_partition, -1)", false), new Part("coalesce(_raw_offset, -1)", false));

    /** Copies the list. */
    RowOrder {
        parts = List.copyOf(parts);
    }

    /**
     * A number of a row, never null, which does not fall in the order.
     *
     * @param key the number, in SQL
     * @param isTime whether it is the event time in microseconds
     */
    record Part(String key, boolean isTime) {}

    /** The order that goes by these columns of a file; those whose types have none here are passed over. */
    static RowOrder of(List<Column> columns) {
        List<Column> sorted = columns.stream()
                .filter(column ->
                        column.sortPlace() > 0 && parts(column).findAny().isPresent())
                .sorted(Comparator.comparingInt(Column::sortPlace))
                .toList();
        List<Part> parts = new ArrayList<>();
        sorted.stream().flatMap(RowOrder::parts).forEach(parts::add);
        parts.add(TIME);
        parts.addAll(RECORD);
        String first = sorted.stream()
                .map(column -> Sql.name(column.name()) + " NULLS FIRST, ")
                .collect(Collectors.joining());
        return new RowOrder(parts, first + "event_time, _raw_partition, _raw_offset");
    }

    private static Stream<Part> parts(Column column) {
        String name = Sql.name(column.name());
        return switch (column.type()) {
            case STRING -> IntStream.range(0, CHUNKS).mapToObj(chunk -> part(chunk(name, chunk), -1));
            case BOOLEAN -> Stream.of(part("CAST(" + name + " AS BIGINT)", -1));
            case INT, LONG -> Stream.of(part("CAST(" + name + " AS BIGINT) // " + SCALE, BEFORE_ALL));
            case TIMESTAMPTZ -> Stream.of(part("epoch_us(" + name + ") // " + SCALE, BEFORE_ALL));
            case DOUBLE, OTHER -> Stream.empty();
        };
    }

    private static Part part(String key, long ofNull) {
        return new Part("coalesce(" + key + ", " + ofNull + ")", false);
    }

    /** Texts are in the order of their bytes in UTF-8, and each character has one at least. */
    private static String chunk(String name, int chunk) {
        int digits = 2 * CHUNK_BYTES;
        String hex = "hex(left(" + name + ", " + CHUNK_BYTES * (chunk + 1) + "))";
        return "CAST('0x' || rpad(substr(" + hex + ", " + (digits * chunk + 1) + ", " + digits + "), " + digits
                + ", '0') AS BIGINT)";
    }
}
