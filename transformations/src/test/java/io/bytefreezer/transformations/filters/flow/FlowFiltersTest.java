package io.bytefreezer.transformations.filters.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.RawInput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowFiltersTest {

    private static Plan plan(String type, String config) {
        return Plans.plan("{\"filters\":[{\"type\":\"%s\",\"config\":%s}]}".formatted(type, config));
    }

    private static Outcome run(Plan plan, String event) {
        return plan.apply(Plans.input("json", event), Plans.CONTEXT);
    }

    private static boolean keeps(String type, String config, String event) {
        return run(plan(type, config), event) instanceof Outcome.Emit;
    }

    private static RawInput input(UUID id, String event) {
        return new RawInput(id, Plans.RECEIVED, "json", null, Map.of(), event.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eq  | 200   | {\"f\":\"200\"} | true",
                "eq  | 200   | {\"f\":201}     | false",
                "eq  | 200   | {}              | false",
                "ne  | 200   | {\"f\":201}     | true",
                "ne  | 200   | {}              | true",
                "gt  | 10    | {\"f\":11}      | true",
                "gt  | 10    | {\"f\":10}      | false",
                "gte | 10    | {\"f\":10.0}    | true",
                "lt  | 10    | {\"f\":9.999}   | true",
                "lt  | 10    | {\"f\":\"9\"}   | true",
                "lt  | 10    | {\"f\":null}    | false",
                "lt  | 10    | {}              | false",
                "lte | 10    | {\"f\":1e1}     | true",
                "lte | 9007199254740992 | {\"f\":9007199254740993} | false",
                "contains     | \"b\" | {\"f\":\"abc\"}   | true",
                "contains     | 2     | {\"f\":[1,\"2\"]} | true",
                "contains     | 2     | {\"f\":[1,23]}    | false",
                "contains     | 2     | {\"f\":{\"a\":2}} | false",
                "not_contains | \"b\" | {\"f\":\"abc\"}   | false",
                "not_contains | \"b\" | {}                | true",
                "exists       | 0     | {\"f\":null}      | true",
                "not_exists   | 0     | {\"f\":null}      | false"
            })
    void conditionalKeepsThoseForWhichItsConditionHolds(String operator, String value, String event, boolean holds) {
        String config = "{\"field\":\"f\",\"operator\":\"%s\",\"value\":%s,\"action\":\"%s\"}";

        assertThat(keeps("conditional", config.formatted(operator, value, "keep"), event))
                .isEqualTo(holds);
        assertThat(keeps("conditional", config.formatted(operator, value, "drop"), event))
                .isEqualTo(!holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "equals      | \"a\"   | {\"f\":\"a\"}   | true",
                "not_equals  | \"a\"   | {\"f\":\"b\"}   | true",
                "contains    | \"a\"   | {\"f\":\"bab\"} | true",
                "starts_with | \"a\"   | {\"f\":\"ab\"}  | true",
                "starts_with | 4       | {\"f\":404}     | true",
                "ends_with   | \"a\"   | {\"f\":\"ab\"}  | false",
                "matches     | \"^4..$\" | {\"f\":404}   | true",
                "gt          | 1       | {\"f\":\"x\"}   | false",
                "gte         | 1       | {\"f\":1}       | true",
                "lt          | 1       | {\"f\":1}       | false",
                "lte         | 1       | {\"f\":1}       | true",
                "exists      | 1       | {\"f\":1}       | true"
            })
    void conditionalFieldActsWhereItsConditionHolds(String operator, String value, String event, boolean holds) {
        String config = "{\"field\":\"f\",\"operator\":\"%s\",\"value\":%s%s}";

        assertThat(Plans.body(plan("conditional_field", config.formatted(operator, value, "")), event))
                .isEqualTo(holds ? "{}" : event);
        String keepRecord = config.formatted(operator, value, ",\"action\":\"keep_record\"");
        assertThat(keeps("conditional_field", keepRecord, event)).isEqualTo(holds);
        assertThat(keeps("conditional_field", keepRecord, "{\"g\":1}")).isTrue();
    }

    @Test
    void aReplacementIsNotSharedByEvents() {
        Plan plan = Plans.plan("""
                {"filters": [
                  {"type": "conditional_field", "config": {"field": "f", "value": 1, "action": "replace",
                   "replace_with": {"a": []}}},
                  {"type": "add_field", "when": "has(event.x)", "config": {"field": "f.b", "value": 1}}]}""");

        assertThat(Plans.body(plan, "{\"f\":1,\"x\":1}")).isEqualTo("{\"f\":{\"a\":[],\"b\":1},\"x\":1}");
        assertThat(Plans.body(plan, "{\"f\":1}")).isEqualTo("{\"f\":{\"a\":[]}}");
    }

    @Test
    void expressionsAreNotTriedOnTextsOverTheLimit() {
        String event = "{\"f\":\"" + "a".repeat(70_000) + "\"}";

        for (String type : new String[] {"include", "exclude"}) {
            assertThat(Plans.rejected(run(plan(type, "{\"any_field\":\"f\",\"any_matches\":\"b\"}"), event))
                            .code())
                    .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
        }
        String config = "{\"field\":\"f\",\"operator\":\"matches\",\"value\":\"b\"}";
        assertThat(Plans.rejected(run(plan("conditional_field", config), event)).code())
                .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Plans.problems("""
                {"filters": [
                  {"type": "conditional", "config": {"field": "f", "operator": "gt"}},
                  {"type": "conditional", "config": {"field": "f", "operator": "gt", "value": true}},
                  {"type": "conditional_field", "config": {"field": "f", "operator": "matches", "value": "("}},
                  {"type": "conditional_field", "config": {"field": "f", "value": 1, "action": "replace"}},
                  {"type": "include"},
                  {"type": "exclude", "config": {"field": "f", "any_equals": 1}},
                  {"type": "sample", "config": {"rate": 2}},
                  {"type": "sample"},
                  {"type": "throttle"}]}"""))
                .extracting(problem -> problem.pointer().replace("/filters", "") + " " + problem.message())
                .satisfiesExactly(
                        at -> assertThat(at).isEqualTo("/0/config operator 'gt' needs a 'value'"),
                        at -> assertThat(at).startsWith("/1/config/value expected a number, a time or a text"),
                        at -> assertThat(at).startsWith("/2/config/value not an RE2 regular expression"),
                        at -> assertThat(at).isEqualTo("/3/config action 'replace' needs 'replace_with'"),
                        at -> assertThat(at).startsWith("/4/config say which events"),
                        at -> assertThat(at).isEqualTo("/5/config 'any_equals' and 'any_matches' need 'any_field'"),
                        at -> assertThat(at).startsWith("/6/config/rate expected a number from 0 to 1"),
                        at -> assertThat(at).startsWith("/7/config give 'percentage'"),
                        at -> assertThat(at).startsWith("/8/config option 'events'"));
    }

    @Test
    void sampleKeepsItsShareAndTheSameEventsEachTime() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Plan plan = plan("sample", "{\"percentage\":20,\"seed\":3}");
        Plan again = plan("sample", "{\"rate\":0.2,\"seed\":3}");
        Plan other = plan("sample", "{\"rate\":0.2,\"seed\":4}");
        int kept = 0;
        int keptByBoth = 0;
        for (int i = 0; i < 20_000; i++) {
            RawInput input = input(new UUID(random.nextLong(), random.nextLong()), "{}");
            boolean keeps = plan.apply(input, Plans.CONTEXT) instanceof Outcome.Emit;
            assertThat(again.apply(input, Plans.CONTEXT) instanceof Outcome.Emit)
                    .as("seed %d", seed)
                    .isEqualTo(keeps);
            kept += keeps ? 1 : 0;
            keptByBoth += keeps && other.apply(input, Plans.CONTEXT) instanceof Outcome.Emit ? 1 : 0;
        }
        assertThat(kept).as("seed %d", seed).isBetween(3_600, 4_400);
        assertThat(keptByBoth).as("seed %d", seed).isBetween(600, 1_000);
    }

    @Test
    void sampleKeepsEventsOfOneKeyTogether() {
        Plan plan = plan("sample", "{\"percentage\":50,\"key\":\"trace\"}");
        int kept = 0;
        for (int trace = 0; trace < 1000; trace++) {
            String event = "{\"trace\":\"t" + trace + "\"}";
            boolean keeps = plan.apply(input(new UUID(trace, 1), event), Plans.CONTEXT) instanceof Outcome.Emit;
            for (int span = 2; span < 5; span++) {
                assertThat(plan.apply(input(new UUID(trace, span), event), Plans.CONTEXT) instanceof Outcome.Emit)
                        .isEqualTo(keeps);
            }
            kept += keeps ? 1 : 0;
        }
        assertThat(kept).isBetween(430, 570);
    }

    @Test
    void sampleChoosesIndependentlyOfDrop() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "drop", "config": {"percentage": 50}}, {"type": "sample", "config": {"rate": 0.5}}]}""");
        int kept = 0;
        Random random = new Random(1);
        for (int i = 0; i < 4000; i++) {
            RawInput input = input(new UUID(random.nextLong(), random.nextLong()), "{}");
            kept += plan.apply(input, Plans.CONTEXT) instanceof Outcome.Emit ? 1 : 0;
        }
        assertThat(kept).isBetween(850, 1150);
    }

    @Test
    void routesToAnotherDataset() {
        Outcome outcome = run(plan("route", "{\"dataset\":\"web-errors\"}"), "{\"a\":1}");

        assertThat(Plans.emitted(outcome).route()).isEqualTo("web-errors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Web", "a--b", "-a", "a-", "a b", "../x", "ü"})
    void refusesWhatIsNoDatasetId(String id) {
        assertThat(Plans.problems("{\"filters\":[{\"type\":\"route\",\"config\":{\"dataset\":\"" + id + "\"}}]}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/filters/0/config/dataset"));
        assertThat(Plans.problems(
                        "{\"filters\":[{\"type\":\"route\",\"config\":{\"dataset\":\"" + "a".repeat(64) + "\"}}]}"))
                .hasSize(1);
    }
}
