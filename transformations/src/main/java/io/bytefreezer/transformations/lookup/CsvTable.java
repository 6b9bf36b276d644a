package io.bytefreezer.transformations.lookup;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table read from CSV (RFC 4180), found by one to three of its columns. Its cells are texts and nothing else: no cell stands
 * for another table, so tables cannot refer to each other in a circle. Immutable.
 */
public final class CsvTable {

    /** Most columns. */
    public static final int COLUMNS_MAX = 20;

    /** Longest name of a column, in characters. */
    public static final int NAME_CHARS_MAX = 64;

    /** Most rows. */
    public static final int ROWS_MAX = 1_000_000;

    /** Longest cell, in characters. */
    public static final int CELL_CHARS_MAX = 1024;

    /** Most columns that a key has. */
    public static final int INDEX_COLUMNS_MAX = 3;

    /** Largest file. */
    public static final int BYTES_MAX = 100 * 1024 * 1024;

    private final List<String> columns;
    private final List<String> index;
    private final Map<Object, String[]> rows;
    private final int repeated;

    private CsvTable(List<String> columns, List<String> index, Map<Object, String[]> rows, int repeated) {
        this.columns = columns;
        this.index = index;
        this.rows = rows;
        this.repeated = repeated;
    }

    /** What came of reading a table. */
    public sealed interface Reading {}

    /**
     * A table.
     *
     * @param table the table
     */
    public record Loaded(CsvTable table) implements Reading {}

    /**
     * Nothing that can be used.
     *
     * @param line where in the file, from 1
     * @param reason what is wrong there and what is allowed
     */
    public record Broken(int line, String reason) implements Reading {}

    /**
     * Reads a table whose first line names its columns.
     *
     * @param utf8 the file
     * @param index the columns by which rows are found; none for the first one
     */
    public static Reading read(byte[] utf8, List<String> index) {
        try {
            CsvRows rows = CsvRows.of(utf8);
            List<String> columns = TableHeader.columns(rows);
            List<String> key = index.isEmpty() ? columns.subList(0, 1) : List.copyOf(index);
            return new Loaded(table(rows, columns, key, TableHeader.positions(columns, key)));
        } catch (BrokenCsvException e) {
            return new Broken(e.line(), e.reason());
        }
    }

    private static CsvTable table(CsvRows csv, List<String> columns, List<String> index, int[] positions)
            throws BrokenCsvException {
        Map<Object, String[]> rows = new HashMap<>();
        // The same few values stand in many rows.
        Map<String, String> shared = new HashMap<>();
        int repeated = 0;
        int count = 0;
        for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
            count++;
            if (count > ROWS_MAX) {
                throw csv.broken("there are more than " + ROWS_MAX + " rows");
            }
            if (cells.size() != columns.size()) {
                throw csv.broken("there are " + cells.size() + " cells under " + columns.size() + " columns");
            }
            String[] row = cells.stream()
                    .map(cell -> shared.computeIfAbsent(cell, same -> same))
                    .toArray(String[]::new);
            Object key = positions.length == 1
                    ? row[positions[0]]
                    : Arrays.stream(positions).mapToObj(at -> row[at]).toList();
            repeated += rows.putIfAbsent(key, row) == null ? 0 : 1;
        }
        return new CsvTable(List.copyOf(columns), List.copyOf(index), Collections.unmodifiableMap(rows), repeated);
    }

    /** The row with this key. */
    public Answer find(List<String> key) {
        if (key.size() != index.size()) {
            return new Answer.Unavailable("the table is found by " + index.size() + " columns ("
                    + String.join(", ", index) + "), not by " + key.size() + ": name as many source fields");
        }
        String[] row = rows.get(key.size() == 1 ? key.getFirst() : key);
        if (row == null) {
            return Answer.NOT_FOUND;
        }
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(row.length);
        for (int i = 0; i < row.length; i++) {
            values.put(columns.get(i), row[i]);
        }
        return new Answer.Found(values);
    }

    /** Its columns, in the order of the file. */
    public List<String> columns() {
        return columns;
    }

    /** The columns by which rows are found. */
    public List<String> index() {
        return index;
    }

    /** How many rows can be found. */
    public int size() {
        return rows.size();
    }

    /** How many rows cannot be found, as an earlier one has the same key. */
    public int repeated() {
        return repeated;
    }
}
