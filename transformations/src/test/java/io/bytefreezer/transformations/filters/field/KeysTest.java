package io.bytefreezer.transformations.filters.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing the case of names, and flattening. */
class KeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"source_field\":\"*\",\"recursive\":false} | {\"a\":{\"b\":1}} | {\"A\":{\"b\":1}}",
                "{\"source_field\":[\"a.b\",\"none\"]} | {\"a\":{\"b\":{\"c\":1},\"d\":2}} | {\"a\":{\"d\":2,\"B\":{\"C\":1}}}",
                "{\"source_field\":\"a.b\"} | {\"a.b\":1} | {\"A.B\":1}",
                "{\"source_field\":\"A\"} | {\"A\":1} | {\"A\":1}",
                "{} | {\"a\":[[{\"b\":null}]]} | {\"A\":[[{\"B\":null}]]}"
            })
    void changesTheCaseOfNames(String config, String event, String expected) {
        assertThat(FilterRuns.body("uppercase_keys", config, event)).isEqualTo(expected);
    }

    @Test
    void losesNoValueToANameThatBecomesAnother() {
        assertThat(FilterRuns.code(
                        "uppercase_keys", "{\"source_field\":[\"n.x\",\"a\"]}", "{\"n\":{\"x\":1},\"a\":1,\"A\":2}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
        assertThat(FilterRuns.code("lowercase_keys", "{}", "{\"l\":[{\"a\":1,\"A\":2}]}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
        assertThat(FilterRuns.code(
                        "json_flatten", "{\"source_field\":\"a\",\"target_field\":\"\"}", "{\"a\":{\"b\":1},\"b\":2}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"source_field\":\"a\",\"target_field\":\"a\"} | {\"a\":{\"b\":{\"c\":1.10}}} | {\"a\":{\"b.c\":1.10}}",
                "{\"source_field\":\"a\",\"target_field\":\"\"} | {\"a\":{\"b\":{\"c\":1}}} | {\"b.c\":1}",
                "{\"source_field\":\"a\"} | {\"b\":1} | {\"b\":1}",
                "{\"target_field\":\"\"} | {\"a\":[],\"b\":{},\"c\":[{\"d\":[1]}]} | {\"a\":[],\"b\":{},\"c.0.d.0\":1}"
            })
    void flattens(String config, String event, String expected) {
        assertThat(FilterRuns.body("json_flatten", config, event)).isEqualTo(expected);
    }

    @Test
    void flattensAgainWhatIsNotItsOwnResult() {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"json_flatten\"}, {\"type\": \"json_flatten\"}]}");

        assertThat(Plans.body(plan, "{\"a\":{\"b\":1}}")).isEqualTo("{\"a\":{\"b\":1},\"@flatten\":{\"a.b\":1}}");
    }

    @Test
    void sharesNoListWithWhatItFlattened() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "json_flatten", "config": {"lists": "keep"}},
                             {"type": "uppercase_keys", "config": {"source_field": "a"}}]}""");

        assertThat(Plans.body(plan, "{\"a\":{\"l\":[{\"x\":1}]}}"))
                .isEqualTo("{\"@flatten\":{\"a.l\":[{\"x\":1}]},\"A\":{\"L\":[{\"X\":1}]}}");
    }

    @Test
    void limitsTheNamesItMakes() {
        String deep = ("{\"" + "n".repeat(500) + "\":").repeat(3) + "1" + "}".repeat(3);

        assertThat(FilterRuns.code("json_flatten", "{}", deep)).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(FilterRuns.code("json_flatten", "{\"source_field\":\"a\"}", "{\"a\":\"{}\"}"))
                .isEqualTo(ErrorCode.WRONG_TYPE);
    }
}
