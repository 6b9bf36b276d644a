package io.bytefreezer.transformations.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.formats.Parsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects line by line. */
class NdjsonTest {

    private static final Parsing NDJSON = Parsing.by("\"ndjson\"");

    @Test
    void makesEachLineAnEventAndSkipsBlankOnes() {
        assertThat(NDJSON.events("\uFEFF{\"a\":1.10}\r\n \t\r\n\n{\"a\":2}"))
                .containsExactly("{\"a\":1.10}", "{\"a\":2}");
        assertThat(NDJSON.events("{\"a\":1}")).containsExactly("{\"a\":1}");
        assertThat(NDJSON.events("{\"a\":1}\n")).containsExactly("{\"a\":1}");
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(NDJSON.events("")).isEmpty();
        assertThat(NDJSON.events("\n \r\n")).isEmpty();
    }

    @Test
    void rejectsThePayloadForOneBadLineAndNamesIt() {
        assertThat(NDJSON.rejection("{\"a\":1}\n\n{\"a\":\n{\"a\":3}")).startsWith("MALFORMED_JSON line 3: ");
        assertThat(NDJSON.rejection("{\"a\":1}\n{\"a\":1,\"a\":2}\n")).startsWith("DUPLICATE_KEY line 2: ");
        assertThat(NDJSON.rejection("[1]")).startsWith("MALFORMED_JSON ").doesNotContain("line");
    }

    @Test
    void stopsAtTheMostEventsOfAPayload() {
        assertThat(NDJSON.rejection("{}\n".repeat(10_001))).startsWith("TOO_MANY_EVENTS");
        assertThat(NDJSON.events("{}\n".repeat(10_000))).hasSize(10_000);
    }

    @Test
    void isFoundWithoutAHintOnlyWhereItIsNoJson() {
        Plan plan = Plan.passthrough();
        Outcome lines = plan.apply(Plans.input(null, "{\"a\":1}\n{\"a\":2}\n"), Plans.CONTEXT);
        assertThat(((Outcome.Emit) lines).events()).hasSize(2);
        Outcome object = plan.apply(Plans.input(null, "{\"a\":{}\n,\"b\":{\n}}"), Plans.CONTEXT);
        assertThat(((Outcome.Emit) object).events()).hasSize(1);
        assertThat(Plans.body(object)).isEqualTo("{\"a\":{},\"b\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "application/x-ndjson; charset=utf-8", "application/jsonl"})
    void isMeantByItsHints(String hint) {
        Outcome outcome = Plan.passthrough().apply(Plans.input(hint, "{\"a\":1}\n{\"a\":2}\n"), Plans.CONTEXT);
        assertThat(((Outcome.Emit) outcome).events()).hasSize(2);
    }
}
