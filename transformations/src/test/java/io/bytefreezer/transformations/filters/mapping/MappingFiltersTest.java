package io.bytefreezer.transformations.filters.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MappingFiltersTest {

    private static final Map<Conversion, Map.Entry<Object, Object>> VALUES = Map.of(
            Conversion.AS_IS, Map.entry("a", "a"),
            Conversion.INTEGER, Map.entry("42", 42L),
            Conversion.IP, Map.entry("2001:db8::1", "2001:db8::1"),
            Conversion.LOWER, Map.entry("ABC", "abc"),
            Conversion.HTTP_VERSION, Map.entry("HTTP/1.1", "1.1"),
            Conversion.TIME, Map.entry("2026-10-11T22:14:15+02:00", "2026-10-11T20:14:15Z"),
            Conversion.MILLIS, Map.entry("2026-10-11T22:14:15.5Z", 1791756855500L));

    private static Event event() {
        return new Event(Plans.input("json", "{}"), new Context("demo", "web"), new LinkedHashMap<>());
    }

    private static String body(String type, String config, String event) {
        Plan plan = Plans.plan("{\"filters\":[{\"type\":\"%s\",\"config\":%s}]}".formatted(type, config));
        return Plans.body(plan, event);
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfEveryTableMapsItsField() {
        Stream<FieldTable> ecs = EcsTables.kinds().stream().map(kind -> EcsTables.table(kind, event()));
        Stream<FieldTable> ocsf = Stream.of(OcsfClass.values()).map(OcsfClass::table);
        return Stream.concat(ecs, ocsf)
                .flatMap(table -> table.rows().stream()
                        .map(row ->
                                DynamicTest.dynamicTest(row.from() + " to " + row.to(), () -> mapsAlone(table, row))));
    }

    private static void mapsAlone(FieldTable table, FieldTable.Row row) {
        Map.Entry<Object, Object> value = VALUES.get(row.conversion());
        Event event = event();
        event.set(row.from(), value.getKey());
        FieldTable.Mapped parts = table.map(event);

        assertThat(parts.mapped().get(row.to())).isEqualTo(value.getValue());
        assertThat(parts.rest()).isEmpty();
        assertThat(event.get(row.from())).isEqualTo(value.getKey());
    }

    /** Otherwise one row would make an object where another puts a value, and one of the two would be lost. */
    @TestFactory
    Stream<DynamicTest> noTargetIsWithinAnother() {
        Stream<FieldTable> ecs = EcsTables.kinds().stream().map(kind -> EcsTables.table(kind, event()));
        return Stream.concat(ecs, Stream.of(OcsfClass.values()).map(OcsfClass::table))
                .map(table -> DynamicTest.dynamicTest(
                        table.rows().getLast().toString(),
                        () -> assertThat(table.rows())
                                .allSatisfy(row -> assertThat(table.rows())
                                        .noneMatch(other -> other.to()
                                                .text()
                                                .startsWith(row.to().text() + ".")))));
    }

    @Test
    void whatCannotBeConvertedStaysWhereItWas() {
        assertThat(body("ecs", "{\"kind\":\"web\"}", "{\"method\":\"GET\",\"status\":\"n/a\",\"time\":0.35}"))
                .isEqualTo("{\"http\":{\"request\":{\"method\":\"GET\"}},\"@timestamp\":\"2026-10-11T22:14:20Z\","
                        + "\"ecs\":{\"version\":\"8.17.0\"},\"status\":\"n/a\",\"time\":0.35}");
    }

    @Test
    void theFirstOfTwoNamesIsTakenAndTheOtherKept() {
        assertThat(body("ecs", "{\"kind\":\"json\"}", "{\"msg\":\"second\",\"message\":\"first\"}"))
                .contains("\"message\":\"first\"")
                .contains("\"msg\":\"second\"");
    }

    @Test
    void losesNoFieldThatIsInTheWay() {
        String mapped = body("ecs", "{\"kind\":\"json\"}", """
                {"level": "info", "log": {"level": "own", "file": "x"}, "ecs": 1, "labels": {"ecs": "taken", "log_level": "taken"}}""");

        assertThat(mapped)
                .contains("\"log\":{\"level\":\"info\",\"file\":\"x\"}")
                .contains(
                        "\"labels\":{\"ecs\":\"taken\",\"log_level\":\"taken\",\"log_level_\":\"own\",\"ecs_\":\"1\"}");
        assertThat(body("ecs", "{\"kind\":\"json\"}", "{\"labels\":\"x\",\"ecs\":1}"))
                .contains("\"labels\":{\"labels\":\"x\",\"ecs\":\"1\"}");
        assertThat(body("ecs", "{\"kind\":\"json\",\"unmapped\":\"remove\"}", "{\"x\":1}"))
                .doesNotContain("x");
    }

    @Test
    void takesAFieldOutOfAnObject() {
        assertThat(body("ecs", "{}", "{\"cef_version\":0,\"syslog\":{\"hostname\":\"fw\",\"priority\":134}}"))
                .contains("\"observer\":{\"hostname\":\"fw\"}")
                .contains("\"syslog\":{\"priority\":134}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cef_version\":0,\"src\":\"10.0.0.4\"}             | \"source\":{\"ip\":\"10.0.0.4\"}",
                "{\"facility\":\"auth\",\"severity\":\"CRIT\"}        | \"level\":\"crit\"",
                "{\"src_ip\":\"10.0.0.4\",\"dst_ip\":\"10.0.0.5\"}    | \"destination\":{\"ip\":\"10.0.0.5\"}",
                "{\"verb\":\"GET\",\"response\":\"200\"}              | \"status_code\":200",
                "{\"level\":\"INFO\"}                                 | \"log\":{\"level\":\"info\"}"
            })
    void seesWhatAnEventLooksLike(String event, String part) {
        assertThat(body("ecs", "{}", event)).contains(part);
    }

    @ParameterizedTest
    @EnumSource(OcsfClass.class)
    void everyClassHasWhatTheSchemaRequires(OcsfClass type) {
        String mapped = body("ocsf", "{\"class\":\"" + type.name().toLowerCase() + "\"}", "{}");

        assertThat(mapped)
                .startsWith(
                        "{\"class_uid\":" + type.uid() + ",\"category_uid\":" + type.category() + ",\"activity_id\":")
                .contains("\"type_uid\":" + type.uid())
                .contains("\"severity_id\":1", "\"status_id\":0", "\"time\":1791756860000")
                .contains("\"metadata\":{\"version\":\"1.7.0\",\"product\":{\"name\":\"Unknown\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http_activity    | {\"method\":\"post\",\"status\":201}     | 6  | 1",
                "http_activity    | {\"method\":\"PATCH\",\"status\":\"404\"} | 9  | 2",
                "http_activity    | {\"method\":\"BREW\"}                    | 99 | 0",
                "http_activity    | {\"status\":500}                         | 0  | 2",
                "authentication   | {\"action\":\"Logout\",\"outcome\":\"Success\"} | 2 | 1",
                "authentication   | {\"result\":\"failed\"}                  | 1  | 2",
                "network_activity | {\"action\":\"DROP\"}                    | 5  | 0",
                "network_activity | {\"action\":\"allow\",\"status\":\"ok\"} | 6  | 1"
            })
    void tellsWhatWasDoneAndHowItEnded(String type, String event, long activity, long status) {
        assertThat(body("ocsf", "{\"class\":\"" + type + "\"}", event))
                .contains("\"activity_id\":" + activity + ",")
                .contains("\"status_id\":" + status + ",");
    }

    @ParameterizedTest
    @CsvSource({"emerg,6", "Critical,5", "err,4", "Very-High,5", "warning,3", "Low,2", "debug,1", "whatever,1"})
    void tellsHowSevereItIs(String severity, long id) {
        assertThat(body("ocsf", "{\"class\":\"authentication\"}", "{\"severity\":\"" + severity + "\"}"))
                .contains("\"severity_id\":" + id + ",");
        assertThat(body("ocsf", "{\"class\":\"authentication\"}", "{\"level\":\"" + severity + "\"}"))
                .contains("\"severity_id\":" + id + ",");
    }

    @Test
    void numbersSince1970AreTimesInTheirUnit() {
        assertThat(Conversion.MILLIS.of(1790000000L)).isEqualTo(1790000000000L);
        assertThat(Conversion.MILLIS.of(1790000000123L)).isEqualTo(1790000000123L);
        assertThat(none(Conversion.MILLIS.of(35L))).isTrue();
        assertThat(none(Conversion.TIME.of(true))).isTrue();
        assertThat(none(Conversion.INTEGER.of("-1"))).isTrue();
        assertThat(none(Conversion.IP.of("web-1.example"))).isTrue();
    }

    private static boolean none(@Nullable Object converted) {
        return converted == null;
    }
}
