package io.bytefreezer.lake.table;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class SettlingPlanTest {

    private static final String FILTER = "write.parquet.bloom-filter-enabled.column.";
    private static final String SORT = "bytefreezer.sort-by.";
    private static final Schema SCHEMA = new Schema(
            optional(7, "Count", Types.IntegerType.get()),
            optional(8, "ratio", Types.FloatType.get()),
            optional(9, "host", Types.StringType.get()));

    @Test
    void addsWhatIsMissingAndWidensWhatIcebergWidens() {
        SettlingPlan plan = plan(
                Map.of(),
                new SettledTable(List.of(
                        column("count", ColumnType.LONG),
                        column("ratio", ColumnType.DOUBLE),
                        column("host", ColumnType.STRING),
                        column("fresh", ColumnType.BOOLEAN))));

        assertThat(plan.added()).containsExactly(column("fresh", ColumnType.BOOLEAN));
        assertThat(plan.widened())
                .extracting(SettledColumn::name, SettledColumn::type)
                .containsExactly(tuple("Count", ColumnType.LONG), tuple("ratio", ColumnType.DOUBLE));
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.changesProperties()).isFalse();
    }

    @Test
    void leavesAColumnOfAnotherTypeAsItIsAndSaysSo() {
        SettlingPlan plan = plan(Map.of(), new SettledTable(List.of(column("HOST", ColumnType.LONG))));

        assertThat(plan.isDone()).isTrue();
        assertThat(plan.kept()).extracting(Column::name).containsExactly("host");
    }

    @Test
    void filtersAreThoseThatAreSettledAndNoOthers() {
        Map<String, String> properties =
                Map.of(FILTER + "host", "true", FILTER + "Count", "false", FILTER + "gone", "true", "other", "x");
        SettledTable settled = new SettledTable(
                List.of(column("Session", ColumnType.STRING)),
                Optional.of(List.of("HOST", "count", "session", "later")),
                Optional.empty());

        SettlingPlan plan = plan(properties, settled);

        assertThat(plan.set())
                .isEqualTo(Map.of(FILTER + "Count", "true", FILTER + "Session", "true", FILTER + "later", "true"));
        assertThat(plan.removed()).containsExactly(FILTER + "gone");
    }

    @Test
    void theOrderIsThatWhichIsSettledAndNoOther() {
        Map<String, String> properties =
                Map.of(SORT + 1, "host", SORT + 2, "gone", SORT + 3, "gone too", FILTER + "host", "true");
        SettledTable settled = new SettledTable(
                List.of(column("Session", ColumnType.STRING)),
                Optional.empty(),
                Optional.of(List.of("HOST", "session")));

        SettlingPlan plan = plan(properties, settled);

        assertThat(plan.set()).isEqualTo(Map.of(SORT + 2, "Session"));
        assertThat(plan.removed()).containsExactly(SORT + 3);
        assertThat(plan(Map.of(SORT + 1, "host"), new SettledTable(List.of(), Optional.empty(), Optional.of(List.of())))
                        .removed())
                .containsExactly(SORT + 1);
    }

    @Test
    void leavesFiltersAloneWhereNothingIsSettledOfThem() {
        assertThat(plan(Map.of(FILTER + "host", "true"), SettledTable.NONE).isDone())
                .isTrue();
    }

    private static SettlingPlan plan(Map<String, String> properties, SettledTable settled) {
        return SettlingPlan.of(SCHEMA, properties, settled);
    }

    private static SettledColumn column(String name, ColumnType type) {
        return new SettledColumn(name, type, name);
    }
}
