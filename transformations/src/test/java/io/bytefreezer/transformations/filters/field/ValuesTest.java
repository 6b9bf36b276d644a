package io.bytefreezer.transformations.filters.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting, coercing and truncating values. */
class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 1 | 2",
                "event.s | \"x\"",
                "event.d | 1.10",
                "event.big | 92233720368547758079123",
                "event.o | {\"d\":1.10,\"l\":[1,2.50,null]}",
                "[event.d, event.o.l[1]] | [1.10,2.50]",
                "event.d * 2.0 | 2.2",
                "event.d > 1.0 | true",
                "null | null",
                "18446744073709551615u | 18446744073709551615",
                "received_at | \"2026-10-11T22:14:20Z\"",
                "timestamp('2026-01-01T00:00:00.000000001Z') | \"2026-01-01T00:00:00.000000001Z\"",
                "duration('90s') | \"90s\"",
                "duration('-1.5s') | \"-1.5s\"",
                "b'abc' | \"YWJj\"",
                "{1: 'a', true: event.s} | {\"1\":\"a\",\"true\":\"x\"}",
                "event.o.l.filter(x, x != null).map(x, string(x)) | [\"1\",\"2.5\"]",
                "size(event.s) + int('41') | 42"
            })
    void setsWhatAnExpressionGives(String expression, String expected) {
        String config = JsonWriter.text(Map.of("field", "r", "expression", expression));
        String event =
                "{\"s\":\"x\",\"d\":1.10,\"big\":92233720368547758079123,\"o\":{\"d\":1.10,\"l\":[1,2.50,null]}}";

        assertThat(FilterRuns.body("set", config, event))
                .isEqualTo(event.substring(0, event.length() - 1) + ",\"r\":" + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.none",
                "1 / event.zero",
                "event.big + 1",
                "0.0 / 0.0",
                "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c,"
                        + " [1,2,3,4,5,6,7,8,9,10].map(d, event.zero))))"
            })
    void rejectsWhatCannotBeEvaluated(String expression) {
        String config = JsonWriter.text(Map.of("field", "r", "expression", expression));

        assertThat(FilterRuns.code("set", config, "{\"zero\":0,\"big\":9223372036854775807}"))
                .isEqualTo(ErrorCode.CEL_ERROR);
    }

    @Test
    void refusesExpressionsThatCannotBeMeant() {
        assertThat(FilterRuns.problems("set", "{\"field\":\"r\",\"expression\":\"1 +\"}"))
                .contains("not a CEL expression");
        assertThat(FilterRuns.problems("set", "{\"field\":\"r\",\"expression\":\"type(1)\"}"))
                .contains("must be a value");
        assertThat(FilterRuns.problems("set", "{\"field\":\"r\",\"expression\":\"'a'.matches(event.a)\"}"))
                .contains("literal");
    }

    @Test
    void sharesNothingWithWhatItWasSetFrom() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "set", "config": {"field": "b", "expression": "event.a"}},
                             {"type": "add_field", "config": {"field": "b.x", "value": 2}}]}""");

        assertThat(Plans.body(plan, "{\"a\":{\"x\":1}}")).isEqualTo("{\"a\":{\"x\":1},\"b\":{\"x\":2}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | \"42\" | 42",
                "int | \"-0042\" | -42",
                "int | 4.20e1 | 42",
                "int | 1e3 | 1000",
                "int | \"9223372036854775808\" | 9223372036854775808",
                "int | true | 1",
                "decimal | \"+.50\" | 0.50",
                "decimal | \"1.\" | 1",
                "decimal | \"00.10e5\" | 0.10e5",
                "decimal | 7 | 7",
                "boolean | \"off\" | false",
                "boolean | 1 | true",
                "string | false | \"false\"",
                "timestamp | \"2026-10-11T22:14:15.123456789+02:00\" | \"2026-10-11T20:14:15.123456789Z\"",
                "timestamp | 1790000000 | \"2026-09-21T14:13:20Z\"",
                "timestamp | \"1790000000123\" | \"2026-09-21T14:13:20.123Z\"",
                "ip | \"10.0.0.1\" | \"10.0.0.1\"",
                "ip | \"::ffff:10.0.0.1\" | \"::ffff:10.0.0.1\"",
                "ip | \"fe80::1\" | \"fe80::1\"",
                "int | null | null"
            })
    void coercesWithoutLosingADigit(String type, String value, String expected) {
        assertThat(FilterRuns.body(
                        "coerce", "{\"schema\":{\"a.b\":\"%s\"}}".formatted(type), "{\"a\":{\"b\":" + value + "}}"))
                .isEqualTo("{\"a\":{\"b\":" + expected + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | \"1.5\" | BAD_VALUE",
                "int | 1e999999999 | BAD_VALUE",
                "int | 1e-5 | BAD_VALUE",
                "int | \"\" | BAD_VALUE",
                "int | \"0x1F\" | BAD_VALUE",
                "int | {} | WRONG_TYPE",
                "decimal | \"1e\" | BAD_VALUE",
                "decimal | \".\" | BAD_VALUE",
                "decimal | \"Infinity\" | BAD_VALUE",
                "decimal | \"١\" | BAD_VALUE",
                "boolean | \"maybe\" | BAD_VALUE",
                "timestamp | \"2026-02-30T00:00:00Z\" | BAD_VALUE",
                "ip | \"256.0.0.1\" | BAD_VALUE",
                "ip | \"1.2.3\" | BAD_VALUE",
                "ip | \"1.2.3.4.5\" | BAD_VALUE",
                "ip | \"::1::\" | BAD_VALUE",
                "ip | \"1:2:3:4:5:6:7:8:9\" | BAD_VALUE",
                "ip | \"10.0.0.1:80\" | BAD_VALUE",
                "string | [1] | WRONG_TYPE"
            })
    void rejectsWhatIsNotOfItsType(String type, String value, ErrorCode code) {
        String event = "{\"a\":" + value + ",\"b\":\"1\"}";
        String config = "{\"schema\":{\"b\":\"int\",\"a\":\"%s\"}%s}";

        assertThat(FilterRuns.code("coerce", config.formatted(type, ""), event)).isEqualTo(code);
        assertThat(FilterRuns.body("coerce", config.formatted(type, ",\"on_mismatch\":\"null\""), event))
                .isEqualTo("{\"a\":null,\"b\":1}");
        assertThat(FilterRuns.body("coerce", config.formatted(type, ",\"on_mismatch\":\"keep\""), event))
                .isEqualTo("{\"a\":" + value + ",\"b\":1}");
    }

    @Test
    void truncatesBetweenCharacters() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder built = new StringBuilder();
            random.ints(random.nextInt(12), 0, 4)
                    .forEach(n -> built.appendCodePoint(new int[] {'a', 0xE9, 0x2026, 0x1F600}[n]));
            String text = built.toString();
            int max = 3 + random.nextInt(10);
            String bytes = truncated("max_bytes", max, text);
            String characters = truncated("max_characters", max, text);
            int length = text.getBytes(StandardCharsets.UTF_8).length;

            assertThat(bytes.getBytes(StandardCharsets.UTF_8).length)
                    .as("seed %d: %s to %d", seed, text, max)
                    .isBetween(Math.min(length, max - 3), max);
            assertThat(bytes.equals(text)).as("seed %d", seed).isEqualTo(length <= max);
            assertThat(bytes).as("seed %d", seed).doesNotContain("\uFFFD");
            assertThat(characters.codePointCount(0, characters.length()))
                    .as("seed %d: %s to %d", seed, text, max)
                    .isEqualTo(Math.min(text.codePointCount(0, text.length()), max));
        }
    }

    private static String truncated(String option, int max, String text) {
        String body = FilterRuns.body(
                "truncate",
                "{\"field\":\"message\",\"%s\":%d,\"ellipsis\":\"…\"}".formatted(option, max),
                FilterRuns.message(text));
        return body.substring("{\"message\":\"".length(), body.length() - 2);
    }
}
