package io.bytefreezer.control.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableProblemsTest {

    @Test
    void takesColumnsOfEveryTypeAndOfFieldsThatAreCalledOtherwise() {
        List<ColumnSpec> columns = TableSpec.TYPES.stream()
                .map(type -> new ColumnSpec("a_" + type, type))
                .toList();
        assertThat(TableProblems.first(null)).isEmpty();
        assertThat(TableProblems.first(new TableSpec(columns, List.of("a_text", "a_long", "not settled"))))
                .isEmpty();
        assertThat(TableProblems.first(columns(
                        new ColumnSpec("lat", "double", "geo.lat"),
                        new ColumnSpec("device_event_id", "text", "event_id"),
                        new ColumnSpec("a", "int", "b"),
                        new ColumnSpec("b", "int", "a"))))
                .isEmpty();
    }

    @Test
    void refusesNamesThatATableCannotHave() {
        assertRefused(column("event_id"), "/table/columns/0/name", "event_id_");
        assertRefused(column("_Rescued_Data"), "/table/columns/0/name", "_rescued_data");
        assertRefused(column("geo.lat"), "/table/columns/0/name", "'geo_lat'");
        assertRefused(column(" "), "/table/columns/0/name", "1 to 255");
        assertRefused(column("a\nb"), "/table/columns/0/name", "one line");
        assertRefused(column("x".repeat(256)), "/table/columns/0/name", "1 to 255");
        assertRefused(
                columns(new ColumnSpec("a", "int"), new ColumnSpec("A", "int", "other")),
                "/table/columns/1/name",
                "rename one");
    }

    @Test
    void refusesTypesThatAreNoneAndSuggestsOne() {
        assertRefused(columns(new ColumnSpec("a", "Long")), "/table/columns/0/type", "did you mean 'long'?");
        assertRefused(columns(new ColumnSpec("a", "decimal(10,2)")), "/table/columns/0/type", "text, boolean");
    }

    @Test
    void refusesAFieldWhoseValuesWouldGoToTwoColumns() {
        assertRefused(
                columns(new ColumnSpec("geo_lat", "double"), new ColumnSpec("lat", "double", "geo.LAT")),
                "/table/columns/1/field",
                "'geo_lat'");
        assertRefused(columns(new ColumnSpec("a", "text", "b\u0000")), "/table/columns/0/field", "one line");
    }

    @Test
    void refusesFiltersThatNobodyWouldAsk() {
        ColumnSpec ratio = new ColumnSpec("ratio", "double");
        assertRefused(
                new TableSpec(List.of(ratio), List.of("Ratio")), "/table/bloom_columns/0", "only columns of type text");
        assertRefused(new TableSpec(List.of(), List.of("a", "A")), "/table/bloom_columns/1", "twice");
        assertRefused(new TableSpec(List.of(), List.of("event_id")), "/table/bloom_columns/0", "of its own");
    }

    @Test
    void refusesOrdersThatRowsDoNotHave() {
        ColumnSpec ratio = new ColumnSpec("ratio", "double");
        assertRefused(sortedBy(List.of(ratio), "Ratio"), "/table/sort_by/0", "only columns of type text, boolean");
        assertRefused(sortedBy(List.of(), "host", "HOST"), "/table/sort_by/1", "twice");
        assertRefused(sortedBy(List.of(), "host", "Event_Time"), "/table/sort_by/1", "leave out 'Event_Time'");
        assertRefused(sortedBy(List.of(), "a.b"), "/table/sort_by/0", "'a_b'");
        assertRefused(sortedBy(List.of(), "a", "b", "c", "d"), "/table/sort_by", "at most 3");
        assertThat(TableProblems.first(sortedBy(List.of(new ColumnSpec("at", "timestamp")), "at", "host", "c")))
                .isEmpty();
    }

    @Test
    void refusesMoreThanItsLimits() {
        ColumnSpec[] many = IntStream.rangeClosed(0, Limits.SETTLED_COLUMNS_MAX)
                .mapToObj(n -> new ColumnSpec("c" + n, "text"))
                .toArray(ColumnSpec[]::new);
        assertRefused(columns(many), "/table/columns", "at most 200");
        assertThat(TableProblems.first(columns(Arrays.copyOf(many, many.length - 1))))
                .isEmpty();
        List<String> filters = IntStream.rangeClosed(0, Limits.BLOOM_COLUMNS_MAX)
                .mapToObj(n -> "c" + n)
                .toList();
        assertRefused(new TableSpec(List.of(), filters), "/table/bloom_columns", "at most 16");
    }

    private static void assertRefused(TableSpec table, String pointer, String message) {
        assertThat(TableProblems.first(table)).hasValueSatisfying(refusal -> {
            assertThat(refusal.pointer()).isEqualTo(pointer);
            assertThat(refusal.message()).contains(message);
        });
    }

    private static TableSpec sortedBy(List<ColumnSpec> columns, String... names) {
        return new TableSpec(columns, List.of(), List.of(names));
    }

    private static TableSpec column(String name) {
        return columns(new ColumnSpec(name, "text"));
    }

    private static TableSpec columns(ColumnSpec... columns) {
        return new TableSpec(List.of(columns), List.of());
    }
}
