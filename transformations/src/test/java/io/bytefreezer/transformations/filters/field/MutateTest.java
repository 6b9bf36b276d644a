package io.bytefreezer.transformations.filters.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutateTest {

    private static final String TYPE = "mutate";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"copy\":{\"a\":\"b\"}} | {\"a\":{\"x\":1}} | {\"a\":{\"x\":1},\"b\":{\"x\":1}}",
                "{\"copy\":{\"a\":\"b\"}} | {\"a\":null} | {\"a\":null,\"b\":null}",
                "{\"rename\":{\"a\":\"b.c\"}} | {\"a\":1} | {\"b\":{\"c\":1}}",
                "{\"convert\":{\"a\":\"integer\"}} | {\"a\":[\"1\",\"+02\",null]} | {\"a\":[1,2,null]}",
                "{\"convert\":{\"a\":\"float\"}} | {\"a\":\"1.10\"} | {\"a\":1.10}",
                "{\"convert\":{\"a\":\"string\"}} | {\"a\":1.10} | {\"a\":\"1.10\"}",
                "{\"convert\":{\"a\":\"boolean\"}} | {\"a\":\"Yes\"} | {\"a\":true}",
                "{\"split\":{\"field\":\"a\",\"target\":\"b\"}} | {\"a\":\"1,,2\"} | {\"a\":\"1,,2\",\"b\":[\"1\",\"\",\"2\"]}",
                "{\"join\":[{\"field\":\"a\",\"separator\":\"-\"}]} | {\"a\":[1,\"x\",true,null]} | {\"a\":\"1-x-true-\"}",
                "{\"gsub\":{\"field\":\"a\",\"pattern\":\"b\",\"replacement\":\"\"}} | {\"a\":[\"abc\",\"b\"]} | {\"a\":[\"ac\",\"\"]}",
                "{\"uppercase\":\"a\"} | {\"a\":\"straße\"} | {\"a\":\"STRASSE\"}",
                "{\"strip\":[\"a\"]} | {\"a\":\" x \"} | {\"a\":\"x\"}",
                "{\"merge\":[{\"source\":\"a\",\"target\":\"b\"}]} | {\"a\":1,\"b\":[2]} | {\"a\":1,\"b\":[2,1]}",
                "{\"merge\":{\"source\":\"a\",\"target\":\"b\"}} | {\"a\":{\"x\":1},\"b\":{\"y\":2}} | {\"a\":{\"x\":1},\"b\":{\"y\":2,\"x\":1}}",
                "{\"merge\":{\"source\":\"a\",\"target\":\"b\"}} | {\"a\":[1]} | {\"a\":[1],\"b\":[1]}",
                "{\"update\":{\"a\":2,\"b\":2}} | {\"a\":1} | {\"a\":2}",
                "{\"replace\":{\"a\":{\"x\":[1]}}} | {} | {\"a\":{\"x\":[1]}}",
                "{\"remove\":\"a.b\"} | {\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"c\":2}}"
            })
    void makesEachChange(String config, String event, String expected) {
        assertThat(FilterRuns.body(TYPE, config, event)).isEqualTo(expected);
    }

    @Test
    void keepsItsOrderWhateverThatOfTheDocument() {
        assertThat(FilterRuns.body(TYPE, """
                {"remove": ["a"], "replace": {"c": "C"}, "uppercase": ["b"], "convert": {"b": "string"},
                 "rename": {"n": "b"}, "copy": {"b": "old"}}""", "{\"a\":1,\"b\":\"x\",\"n\":true}"))
                .isEqualTo("{\"b\":\"TRUE\",\"old\":\"x\",\"c\":\"C\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rename\":{\"a\":\"b\"},\"convert\":{\"n\":\"integer\"}} | {\"a\":1,\"n\":\"1.5\"} | BAD_VALUE",
                "{\"copy\":{\"n.a\":\"n.b\"},\"uppercase\":[\"m\"]} | {\"n\":{\"a\":1},\"m\":1} | WRONG_TYPE",
                "{\"copy\":{\"a\":\"b\"},\"rename\":{\"b\":\"a.c\"}} | {\"a\":1} | PATH_CONFLICT",
                "{\"merge\":[{\"source\":\"a\",\"target\":\"b\"}]} | {\"a\":{\"x\":1},\"b\":1} | WRONG_TYPE",
                "{\"join\":{\"field\":\"a\"}} | {\"a\":[{}]} | WRONG_TYPE",
                "{\"convert\":{\"a\":\"integer\"}} | {\"a\":{}} | WRONG_TYPE",
                "{\"convert\":{\"a\":\"float\"}} | {\"a\":\"NaN\"} | BAD_VALUE"
            })
    void changesAllOrNothing(String config, String event, ErrorCode code) {
        assertThat(FilterRuns.code(TYPE, config, event)).isEqualTo(code);
    }

    @Test
    void sharesNoObjectBetweenFields() {
        assertThat(FilterRuns.body(TYPE, "{\"copy\":{\"a\":\"b\"},\"replace\":{\"b.x\":2}}", "{\"a\":{\"x\":1}}"))
                .isEqualTo("{\"a\":{\"x\":1},\"b\":{\"x\":2}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"convert\":{\"a\":\"number\"}}",
                "{\"gsub\":{\"field\":\"a\",\"pattern\":\"(\",\"replacement\":\"\"}}",
                "{\"update\":{\"a..b\":1}}",
                "{\"split\":{\"field\":\"a\",\"separator\":\"\"}}",
                "{\"merge\":{\"source\":\"a\"}}"
            })
    void refusesWhatCannotBeMeant(String config) {
        assertThat(FilterRuns.problems(TYPE, config)).isNotEqualTo("[]");
    }

    @Test
    void limitsFieldsThatDouble() {
        StringBuilder filters = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            filters.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"mutate\",\"config\":{\"copy\":{\"a\":\"a.b")
                    .append(i)
                    .append("\"}}}");
        }
        Plan plan = Plans.plan("{\"filters\":[" + filters + "]}");
        assertThat(Plans.rejected(plan.apply(Plans.input("json", "{\"a\":{\"x\":1}}"), Plans.CONTEXT))
                        .code())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }
}
