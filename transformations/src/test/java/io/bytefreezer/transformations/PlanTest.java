package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final Plan PASSTHROUGH = Plan.passthrough();

    private static Outcome pass(String format, String payload) {
        return PASSTHROUGH.apply(Plans.input(format, payload), Plans.CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":92233720368547758080000000001}",
                "{\"a\":1.10,\"b\":1e400,\"c\":0.1000000000000000055511151231257827,\"d\":-0,\"e\":-0.0,\"f\":1E+2}",
                "{\"a\":{\"b\":[1,\"x\",null,true,false,{}],\"c\":[]},\"d\":\"\\u0001 \\\" é 😀\"}",
                "{}"
            })
    void givesBackWhatItWasGiven(String json) {
        assertThat(Plans.body(pass("json", json))).isEqualTo(json);
    }

    @Test
    void ignoresAByteOrderMarkAndSpaceAround() {
        assertThat(Plans.body(pass("json", "\uFEFF {\"a\": 1} \n"))).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "\"x\"",
                "null",
                "{\"a\":1",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":[1,}",
                "{\"a\":\"\u0001\"}"
            })
    void rejectsWhatIsNotOneJsonObject(String payload) {
        Outcome.Reject reject = Plans.rejected(pass("json", payload));

        assertThat(reject.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(reject.stage()).isEqualTo("parse");
        assertThat(reject.filter()).isEmpty();
    }

    @Test
    void rejectsJsonThatIsNotUtf8() {
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(Plans.rejected(PASSTHROUGH.apply(Plans.input("json", overlong), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(Plans.rejected(PASSTHROUGH.apply(Plans.input("json", utf16), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @Test
    void rejectsARepeatedKeyAsOneOfItsValuesWouldBeLost() {
        assertThat(Plans.rejected(pass("json", "{\"a\":{\"b\":1,\"b\":2}}")).code())
                .isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(Plans.rejected(pass(null, "{\"a\":1,\"a\":null}")).code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
    }

    @Test
    void nestsToTheLimitAndNoDeeper() {
        assertThat(pass("json", nested(64))).isInstanceOf(Outcome.Emit.class);
        assertThat(Plans.rejected(pass("json", nested(65))).code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(Plans.rejected(pass("json", nested(100_000))).code()).isEqualTo(ErrorCode.TOO_DEEP);
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    @Test
    void rejectsWhatIsTooLarge() {
        assertThat(Plans.rejected(pass("json", "{\"" + "k".repeat(2000) + "\":1}"))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(Plans.rejected(pass("json", "{\"a\":" + "9".repeat(2000) + "}"))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(Plans.rejected(PASSTHROUGH.apply(Plans.input("text", new byte[16 * 1024 * 1024 + 1]), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void detectsTheFormatWithoutAHint() {
        assertThat(Plans.body(pass(null, " {\"a\":1}"))).isEqualTo("{\"a\":1}");
        assertThat(Plans.body(pass(null, "<13>hello"))).contains("\"priority\":13", "\"message\":\"hello\"");
        assertThat(Plans.body(pass(null, "{not json}"))).isEqualTo("{\"message\":\"{not json}\"}");
        assertThat(Plans.body(pass("application/octet-stream", "<999>x"))).isEqualTo("{\"message\":\"<999>x\"}");
        assertThat(Plans.body(pass("application/json; charset=utf-8", "{\"a\":1}")))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void prefersTheDocumentsFormatToTheHint() {
        Plan text = Plans.plan("{\"parse\": {\"format\": \"text\"}}");

        assertThat(Plans.body(text.apply(Plans.input("json", "{\"a\":1}\r\n"), Plans.CONTEXT)))
                .isEqualTo("{\"message\":\"{\\\"a\\\":1}\"}");
    }

    @Test
    void keepsTheBytesOfTextThatIsNotUtf8() {
        byte[] latin1 = {'c', 'a', 'f', (byte) 0xE9};

        assertThat(Plans.body(PASSTHROUGH.apply(Plans.input("text", latin1), Plans.CONTEXT)))
                .isEqualTo("{\"message\":\"caf\uFFFD\",\"_raw_base64\":\"Y2Fm6Q==\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"@timestamp\":\"2026-10-11T20:00:00.123456789Z\"} | 2026-10-11T20:00:00.123456789Z",
                "{\"timestamp\":\"2026-10-11 22:00:00+02:00\"} | 2026-10-11T20:00:00Z",
                "{\"time\":1790000000} | 2026-09-21T14:13:20Z",
                "{\"time\":1790000000.25} | 2026-09-21T14:13:20.25Z",
                "{\"time\":\"1790000000123\"} | 2026-09-21T14:13:20.123Z",
                "{\"time\":1790000000123456} | 2026-09-21T14:13:20.123456Z",
                "{\"time\":1790000000123456789} | 2026-09-21T14:13:20.123456789Z",
                "{\"@timestamp\":\"yesterday\",\"timestamp\":\"2026-02-30T00:00:00Z\",\"time\":0.35} | 2026-10-11T22:14:20Z",
                "{\"@timestamp\":\"yesterday\",\"time\":\"2026-10-11T20:00:00Z\"} | 2026-10-11T20:00:00Z",
                "{\"time\":1e999999999} | 2026-10-11T22:14:20Z",
                "{\"time\":-5} | 2026-10-11T22:14:20Z"
            })
    void takesTheEventsOwnTimeOrElseWhenItWasReceived(String json, Instant expected) {
        assertThat(Plans.emitted(pass("json", json)).eventTime()).isEqualTo(expected);
    }

    @Test
    void appliesAFilterOnlyWhenItsConditionHolds() {
        Plan plan = Plans.plan("""
                {"filters": [
                  {"type": "drop", "when": "has(event.level) && event.level == 'debug'"},
                  {"type": "add_field", "when": "tenant == 'demo' && dataset == 'web' && source.startsWith('10.')",
                   "config": {"field": "internal", "value": true}},
                  {"type": "add_field", "when": "has(event.http) && event.http.status >= 500 && event.took < 1.5",
                   "config": {"field": "alert", "value": 1}},
                  {"type": "add_field", "when": "event.exists(k, k.startsWith('x_')) && attributes.k == 'v'",
                   "config": {"field": "x", "value": "${line_number}"}}]}""");

        assertThat(plan.apply(Plans.input("json", "{\"level\":\"debug\"}"), Plans.CONTEXT))
                .isEqualTo(new Outcome.Drop(new FilterRef(0, "drop"), "when"));
        assertThat(Plans.body(plan, "{\"level\":null}")).isEqualTo("{\"level\":null,\"internal\":true}");
        assertThat(Plans.body(plan, "{\"http\":{\"status\":503,\"n\":null},\"took\":1.25,\"x_a\":1}"))
                .isEqualTo("{\"http\":{\"status\":503,\"n\":null},\"took\":1.25,\"x_a\":1,"
                        + "\"internal\":true,\"alert\":1,\"x\":\"42\"}");
    }

    @Test
    void rejectsAnEventOnWhichTheConditionFails() {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"drop\", \"when\": \"event.level == 'debug'\"}]}");

        Outcome.Reject reject = Plans.rejected(plan.apply(Plans.input("json", "{}"), Plans.CONTEXT));

        assertThat(reject.code()).isEqualTo(ErrorCode.CEL_ERROR);
        assertThat(reject.filter()).isEqualTo(Optional.of(new FilterRef(0, "drop")));
        assertThat(reject.stage()).isEqualTo("filter");
    }

    @Test
    void stopsAConditionThatLoopsTooLong() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "drop",
                  "when": "event.a.all(x, event.a.all(y, event.a.all(z, x + y + z >= 0)))"}]}""");
        String many = "{\"a\":[" + "1,".repeat(999) + "1]}";

        assertThat(Plans.rejected(plan.apply(Plans.input("json", many), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.CEL_ERROR);
    }

    @Test
    void keepsDropsOrRejectsWhatAFilterCannotWorkOn() {
        String document = """
                {"filters": [{"type": "grok", "on_error": "%s", "config": {"pattern": "^%%{INT:n:int}$"}},
                             {"type": "add_field", "config": {"field": "after", "value": 1}}]}""";
        String event = "{\"message\":\"none\"}";

        assertThat(Plans.body(Plans.plan(document.formatted("keep")), event))
                .isEqualTo("{\"message\":\"none\",\"_errors\":[{\"filter\":\"0:grok\",\"code\":\"GROK_NO_MATCH\","
                        + "\"message\":\"no pattern matches 'message'\"}],\"after\":1}");
        assertThat(Plans.plan(document.formatted("drop")).apply(Plans.input("json", event), Plans.CONTEXT))
                .isEqualTo(new Outcome.Drop(new FilterRef(0, "grok"), "GROK_NO_MATCH"));
        assertThat(Plans.rejected(Plans.plan(document.formatted("dead_letter"))
                                .apply(Plans.input("json", event), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.GROK_NO_MATCH);
    }

    @Test
    void aPatternThatBacktracksForEverCostsOneEventItsTimeAndNoMore() {
        Limits hasty =
                new Limits(1 << 20, 64, 1024, 64 * 1024, Duration.ofMillis(50), 10_000, 1 << 20, 200, 1 << 14, 10);
        Plan plan = Plans.plan(
                "{\"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \"^(?>(?:aa|a)*;)\"}}]}", hasty);

        assertThat(Plans.rejected(plan.apply(
                                Plans.input("json", "{\"message\":\"" + "a".repeat(60) + "!\"}"), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.REGEX_TIMEOUT);
        assertThat(Plans.rejected(plan.apply(
                                Plans.input("json", "{\"message\":\"" + "a".repeat(70_000) + "\"}"), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
    }

    @Test
    void samplesByTheEventsId() {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"drop\", \"config\": {\"percentage\": 30}}]}");
        int dropped = 0;
        for (int i = 0; i < 10_000; i++) {
            RawInput input = new RawInput(
                    new UUID(0x0192_0000_0000_7000L + i, 0x8000_0000_0000_0000L + i * 31L),
                    Plans.RECEIVED,
                    "json",
                    null,
                    Map.of(),
                    new byte[] {'{', '}'},
                    0,
                    i);
            Outcome outcome = plan.apply(input, Plans.CONTEXT);
            assertThat(plan.apply(input, Plans.CONTEXT)).hasSameClassAs(outcome);
            dropped += outcome instanceof Outcome.Drop ? 1 : 0;
        }
        assertThat(dropped).isBetween(2_800, 3_200);
    }

    @Test
    void sharesNoObjectBetweenTheEventsThatItIsAddedTo() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "add_field", "config": {"field": "labels", "value": {"a": 1, "l": [1]}}},
                             {"type": "rename_field", "config": {"from": "id", "to": "labels.id"}}]}""");

        assertThat(Plans.body(plan, "{\"id\":1}")).isEqualTo("{\"labels\":{\"a\":1,\"l\":[1],\"id\":1}}");
        assertThat(Plans.body(plan, "{}")).isEqualTo("{\"labels\":{\"a\":1,\"l\":[1]}}");
    }

    @Test
    void leavesAnEventThatAFilterRejectsAsItWas() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "grok", "on_error": "keep",
                              "config": {"pattern": "%{WORD:first} %{WORD:a.b}"}},
                             {"type": "rename_field", "on_error": "keep", "config": {"from": "message", "to": "a.c"}},
                             {"type": "remove_field", "config": {"field": "_errors"}}]}""");

        assertThat(Plans.body(plan, "{\"message\":\"x y\",\"a\":7}")).isEqualTo("{\"message\":\"x y\",\"a\":7}");
    }

    @Test
    void keepsTheErrorsThatAnEventBringsAlong() {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"date_parse\", \"on_error\": \"keep\"}]}");

        assertThat(Plans.body(plan, "{\"timestamp\":true,\"_errors\":\"mine\"}"))
                .startsWith("{\"timestamp\":true,\"_errors\":[\"mine\",{\"filter\":\"0:date_parse\"");
    }

    @Test
    void triesRegularExpressionsOnTextsUpToALimit() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "drop", "config": {"if_field": "message", "matches": "(a|a)*b"}}]}""");

        assertThat(Plans.body(plan, "{\"message\":\"" + "a".repeat(60_000) + "\"}"))
                .hasSize(60_014);
        assertThat(Plans.rejected(plan.apply(
                                Plans.input("json", "{\"message\":\"" + "a".repeat(70_000) + "\"}"), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
    }

    @Test
    void passesEventsThroughWhenTheDocumentIsNotEnabled() {
        Plan plan = Plans.plan("""
                {"enabled": false, "filters": [{"type": "drop", "config": {"always_drop": true}}]}""");

        assertThat(Plans.body(plan, "{}")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"if_field\":\"n\",\"equals\":\"200\"} | {\"n\":200} | true",
                "{\"if_field\":\"n\",\"equals\":1} | {\"n\":1.0} | true",
                "{\"if_field\":\"n\",\"equals\":1} | {\"n\":1e99999999999} | false",
                "{\"if_field\":\"n\",\"equals\":[1]} | {\"n\":[1]} | true",
                "{\"if_field\":\"n\",\"equals\":\"null\"} | {\"n\":null} | false",
                "{\"if_field\":\"n\"} | {\"n\":null} | true",
                "{\"if_field\":\"n\"} | {} | false",
                "{\"if_field\":\"n\",\"not_equals\":1} | {\"n\":2} | true",
                "{\"if_field\":\"n\",\"not_equals\":1} | {} | false",
                "{\"if_field\":\"n\",\"contains\":\"b\",\"equals\":\"z\"} | {\"n\":\"abc\"} | true",
                "{\"if_field\":\"n\",\"unless_field\":\"keep\"} | {\"n\":1,\"keep\":0} | false",
                "{\"unless_field\":\"n\",\"unless_equals\":1} | {\"n\":1} | false",
                "{\"unless_field\":\"n\",\"unless_equals\":1} | {\"n\":2} | true",
                "{\"unless_field\":\"n\"} | {} | true",
                "{\"if_field\":\"n\",\"percentage\":0} | {\"n\":1} | false",
                "{\"if_field\":\"n\",\"percentage\":100} | {\"n\":1} | true"
            })
    void dropsWhatTheConditionsChoose(String config, String event, boolean dropped) {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"drop\", \"config\": %s}]}".formatted(config));

        Outcome outcome = plan.apply(Plans.input("json", event), Plans.CONTEXT);

        assertThat(outcome instanceof Outcome.Drop).isEqualTo(dropped);
    }
}
