package io.bytefreezer.lake.write;

import io.bytefreezer.lake.parquet.FlatParquetFile;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.spool.SpooledRows;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which column of a file the values of spooled rows go to, if all of them go there as they are. Immutable. */
final class SpoolColumns {

    private static final List<String> HEAD =
            List.of(TableLayout.EVENT_TIME, TableLayout.RECEIVED_AT, TableLayout.RAW_PARTITION, TableLayout.RAW_OFFSET);

    private final Map<String, Integer> head;
    private final Map<Integer, Integer> byField;

    private SpoolColumns(Map<String, Integer> head, Map<Integer, Integer> byField) {
        this.head = head;
        this.byField = byField;
    }

    /** The columns; nothing if SQL has to make other values of some, as of the texts of a column that is new. */
    static Optional<SpoolColumns> of(SpoolFile spool, List<Column> columns) {
        Map<String, SpoolColumn> spooled = spool.columns().stream()
                .collect(Collectors.toMap(column -> ColumnNames.key(column.name()), Function.identity()));
        Map<String, Integer> places = IntStream.range(0, columns.size())
                .boxed()
                .collect(Collectors.toMap(i -> columns.get(i).name(), Function.identity()));
        boolean isAsItIs = columns.stream().allMatch(column -> isAsItIs(column, spooled));
        boolean isWhole = TableLayout.schema().columns().stream().allMatch(column -> places.containsKey(column.name()));
        if (!isAsItIs || !isWhole) {
            return Optional.empty();
        }
        Map<String, Integer> head = HEAD.stream().collect(Collectors.toMap(Function.identity(), places::get));
        Map<Integer, Integer> byField = columns.stream()
                .filter(column -> !HEAD.contains(column.name()))
                .collect(Collectors.toMap(column -> field(column, spooled), column -> places.get(column.name())));
        return Optional.of(new SpoolColumns(head, byField));
    }

    /** The file's column for a number of a row's head. */
    int ofHead(String name) {
        return Objects.requireNonNull(head.get(name), name);
    }

    /** The file's column for each field; nothing for fields that no row has. */
    OptionalInt ofField(int field) {
        Integer column = byField.get(field);
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }

    /** The greatest number of a field that has a column. */
    int lastField() {
        return byField.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private static boolean isAsItIs(Column column, Map<String, SpoolColumn> spooled) {
        if (TableLayout.isSystemName(column.name())) {
            // Another tool may have made it a wider one.
            return column.type() == ColumnType.of(TableLayout.schema().findType(column.name()));
        }
        SpoolColumn source = spooled.get(ColumnNames.key(column.name()));
        return source != null && source.spooledType() == column.type() && FlatParquetFile.takes(column.type());
    }

    private static int field(Column column, Map<String, SpoolColumn> spooled) {
        SpoolColumn source = spooled.get(ColumnNames.key(column.name()));
        return source == null ? SpooledRows.fieldOf(column.name()) : source.field();
    }
}
