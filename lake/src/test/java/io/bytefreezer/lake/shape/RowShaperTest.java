package io.bytefreezer.lake.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.lake.spool.RowJson;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowShaperTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final List<Column> COLUMNS = List.of(
            new Column(7, "flag", ColumnType.BOOLEAN, "BOOLEAN"),
            new Column(8, "count", ColumnType.LONG, "BIGINT"),
            new Column(9, "ratio", ColumnType.DOUBLE, "DOUBLE"),
            new Column(10, "text", ColumnType.STRING, "VARCHAR"),
            new Column(11, "small", ColumnType.INT, "INTEGER"),
            new Column(12, "other", ColumnType.OTHER, "DATE"));

    private final RowShaper shaper = new RowShaper(COLUMNS, 100);

    @Test
    void writesSystemColumnsAndFittingValues() {
        String line = line(shaper, "{\"flag\":true,\"count\":5,\"ratio\":0.5,\"text\":\"é😀\\n\",\"small\":-1}");
        assertThat(line)
                .isEqualTo("{\"event_time\":1772600767123456,\"received_at\":1772600767123456,"
                        + "\"_raw_partition\":3,\"_raw_offset\":42,\"event_id\":\"id\","
                        + "\"flag\":true,\"count\":5,\"ratio\":0.5,\"text\":\"é😀\\n\",\"small\":-1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            flag  | "true"
            flag  | 1
            count | 1.5
            count | "7"
            count | 9223372036854775808
            count | true
            count | 1e400
            small | 2147483648
            ratio | 9007199254740993
            ratio | 0.10000000000000000001
            ratio | "x"
            ratio | 1e400
            ratio | 0e99999999999
            count | 1E99999999999
            ratio | 123456789012345678901234567890123456789012345678901234567890
            other | "2026-01-01"
            text  | "half \\ud83d pair"
            count | {"a" : [1, 2.50]}
            """)
    void rescuesWhatItsColumnCannotHold(String field, String value) {
        JsonNode row = shape("{\"%s\":%s}".formatted(field, value));
        assertThat(row.has(field)).isFalse();
        assertThat(row.get("_rescued_data").textValue()).isEqualTo("{\"%s\":%s}".formatted(field, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count | 5.0   | 5
            count | 1e3   | 1000
            count | -9223372036854775808 | -9223372036854775808
            ratio | 7     | 7.0
            ratio | 9007199254740994 | 9.007199254740994E15
            ratio | 1.7976931348623157e308 | 1.7976931348623157E308
            text  | 1.50  | "1.50"
            text  | true  | "true"
            text  | 12345678901234567890123 | "12345678901234567890123"
            text  | {"a" : [1, 2.50, "é\\n"]} | "{\\"a\\" : [1, 2.50, \\"é\\\\n\\"]}"
            """)
    void keepsWhatItsColumnHolds(String field, String value, String written) {
        assertThat(line(shaper, "{\"%s\":%s}".formatted(field, value)))
                .contains(",\"%s\":%s}".formatted(field, written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true, false                  | BOOLEAN
            1, 2                         | LONG
            1, 0.5                       | DOUBLE
            0.5, 1                       | DOUBLE
            9007199254740993, 0.5        | STRING
            0.5, 9007199254740993        | STRING
            9007199254740993, 1          | LONG
            1, "x"                       | STRING
            true, 1                      | STRING
            9223372036854775808          | DOUBLE
            12345678901234567890         | STRING
            0.12345678901234567890       | STRING
            {}                           | STRING
            null, 1                      | LONG
            """)
    void observesTheNarrowestTypeOfANewField(String values, ColumnType type) {
        for (String value : values.split(", ")) {
            shape("{\"fresh\":" + value + "}");
        }
        assertThat(shaper.columns()).containsExactly(new SpoolColumn(8, "fresh", type, true));
    }

    @Test
    void spoolsNewFieldsAsTheTextTheyWereSentAs() {
        JsonNode row = shape("{\"a\":1.50,\"b\":false,\"c\":[1 ,2],\"d\":\"x\",\"e\":null}");
        assertThat(row.get("a").textValue()).isEqualTo("1.50");
        assertThat(row.get("b").textValue()).isEqualTo("false");
        assertThat(row.get("c").textValue()).isEqualTo("[1 ,2]");
        assertThat(row.get("d").textValue()).isEqualTo("x");
        assertThat(row.has("e")).isFalse();
        assertThat(shaper.columns()).extracting(SpoolColumn::name).containsExactly("a", "b", "c", "d");
    }

    @Test
    void namesOnlyColumnsThatHaveValues() {
        shape("{\"count\":1,\"ratio\":\"misfit\"}");
        assertThat(shaper.columns()).containsExactly(new SpoolColumn(3, "count", ColumnType.LONG, false));
    }

    @Test
    void givesTheColumnToTheFirstOfTwoFieldsThatDifferByCaseAndRescuesTheSecond() {
        JsonNode row = shape("{\"Host\":\"a\",\"host\":\"b\",\"Count\":1,\"count\":2}");
        assertThat(row.get("Host").textValue()).isEqualTo("a");
        assertThat(row.get("count").longValue()).isEqualTo(1);
        assertThat(row.get("_rescued_data").textValue()).isEqualTo("{\"host\":\"b\",\"count\":2}");
    }

    @Test
    void movesFieldsNamedLikeSystemColumnsAside() {
        JsonNode row = shape("{\"event_id\":\"mine\",\"_RESCUED_DATA\":1}");
        assertThat(row.get("event_id").textValue()).isEqualTo("id");
        assertThat(row.get("event_id_").textValue()).isEqualTo("mine");
        assertThat(row.get("_RESCUED_DATA_").textValue()).isEqualTo("1");
    }

    @Test
    void foldsDotsAndRescuesFieldsWithoutASafeName() {
        JsonNode row = shape("{\"a.b\":1,\"\":2,\"tab\\t\":3}");
        assertThat(row.get("a_b").textValue()).isEqualTo("1");
        assertThat(row.get("_rescued_data").textValue()).isEqualTo("{\"\":2,\"tab\\u0009\":3}");
    }

    @Test
    void rescuesFieldsBeyondTheLimitOfColumns() {
        RowShaper narrow = new RowShaper(List.of(), 2);
        String line = line(narrow, "{\"a\":1,\"b\":2,\"c\":3,\"a\":4}");
        assertThat(line).contains(",\"a\":\"1\",\"b\":\"2\",").contains("{\\\"c\\\":3,\\\"a\\\":4}");
        assertThat(narrow.columns()).extracting(SpoolColumn::name).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(longs = {-30 * 86_400L - 1, 3_601})
    void takesTheTimeOfReceptionForAnImplausibleEventTime(long seconds) {
        Instant claimed = RECEIVED.plus(Duration.ofSeconds(seconds));
        ShapedRow row = shaper.shape(new SystemValues(claimed, RECEIVED, "id", 3, 42), bytes("{}"));
        assertThat(row.eventTime()).isEqualTo(RECEIVED);
        assertThat(row.hour()).isEqualTo(Instant.parse("2026-03-04T05:00:00Z"));
        assertThat(text(shaper, row)).contains("\"_rescued_data\":\"{\\\"event_time\\\":\\\"" + claimed + "\\\"}\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {-30 * 86_400L, 3_600})
    void believesEventTimesAtTheEdgeOfPlausibility(long seconds) {
        Instant claimed = RECEIVED.plus(Duration.ofSeconds(seconds));
        ShapedRow row = shaper.shape(new SystemValues(claimed, RECEIVED, "id", 3, 42), bytes("{}"));
        assertThat(row.eventTime()).isEqualTo(claimed);
        assertThat(row.rescuedFields()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[1]", "{\"count\":1", "{\"count\":1} x", "{\"count\":NaN}", "\"text\"", "{\"count\":1}{}"})
    void rescuesAWholeBodyThatIsNoObject(String body) {
        JsonNode row = shape(body);
        assertThat(row.has("count")).isFalse();
        assertThat(row.get("_rescued_data").textValue())
                .isEqualTo("{\"_body_base64\":\"" + Base64.getEncoder().encodeToString(bytes(body)) + "\"}");
    }

    @Test
    void countsWhatItRescuesByField() {
        shape("{\"count\":\"x\",\"flag\":1}");
        shape("{\"count\":1.5,\"text\":\"fits\"}");
        // What was rescued of a body that is no object in the end is in the rescued body.
        shape("{\"count\":\"x\",\"flag\":1");
        assertThat(shaper.rescued()).isEqualTo(Map.of("count", 2L, "flag", 1L, RowShaper.RESCUED_BODY, 1L));
    }

    @Test
    void countsTheRestOfManyFieldsTogether() {
        RowShaper narrow = new RowShaper(List.of(), 0);
        for (int i = 0; i < FieldCounts.NAMES_MAX + 7; i++) {
            narrow.shape(system(), bytes("{\"f" + i + "\":1,\"f0\":2}"));
        }
        assertThat(narrow.rescued())
                .hasSize(FieldCounts.NAMES_MAX + 1)
                .containsEntry(FieldCounts.OTHERS, 7L)
                .containsEntry("f0", FieldCounts.NAMES_MAX + 8L);
    }

    @Test
    void goesOnAfterABadBody() {
        shape("{\"count\":");
        assertThat(shape("{\"count\":2}").get("count").longValue()).isEqualTo(2);
    }

    @Test
    void losesNoValueOfRandomBodies() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> values =
                List.of("1", "1.5", "\"s\"", "true", "null", "{\"x\":1}", "[]", "9223372036854775808", "\"\\ud800\"");
        List<String> names =
                List.of("flag", "count", "ratio", "text", "small", "other", "n1", "N1", "n.2", "event_time");
        for (int i = 0; i < 2_000; i++) {
            String body = IntStream.range(0, random.nextInt(8))
                    .mapToObj(field -> "\"" + names.get(random.nextInt(names.size())) + "\":"
                            + values.get(random.nextInt(values.size())))
                    .collect(Collectors.joining(",", "{", "}"));
            long sent = body.chars().filter(c -> c == ':').count()
                    - occurrences(body, "\"x\":")
                    - occurrences(body, ":null");
            ShapedRow shaped = shaper.shape(system(), bytes(body));
            JsonNode row = JSON.readTree(text(shaper, shaped));
            int kept = row.size() - 5 - (shaped.rescuedFields() > 0 ? 1 : 0);
            assertThat(kept + shaped.rescuedFields())
                    .as("seed %d body %s row %s", seed, body, row)
                    .isEqualTo((int) sent);
        }
    }

    private static long occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private JsonNode shape(String body) {
        try {
            return JSON.readTree(line(shaper, body));
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    private static String line(RowShaper shaper, String body) {
        return text(shaper, shaper.shape(system(), bytes(body)));
    }

    private static SystemValues system() {
        return new SystemValues(RECEIVED, RECEIVED, "id", 3, 42);
    }

    private static String text(RowShaper shaper, ShapedRow row) {
        return RowJson.of(Arrays.copyOf(row.bytes().array(), row.length()), shaper.columns());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
