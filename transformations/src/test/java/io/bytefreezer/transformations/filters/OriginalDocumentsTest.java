package io.bytefreezer.transformations.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents with every parameter that the first ByteFreezer had run as they are, and do what it documented. */
class OriginalDocumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add_field | {\"field\":\"env\",\"value\":\"${tenant_id}\"} | {} | {\"env\":\"demo\"}",
                "add_field | {\"field\":\"n\",\"value\":\"${line_number}\"} | {} | {\"n\":\"42\"}",
                "remove_field | {\"fields\":[\"a\",\"b\"]} | {\"a\":1,\"b\":2,\"c\":3} | {\"c\":3}",
                "rename_field | {\"from\":\"a\",\"to\":\"b\"} | {\"a\":1} | {\"b\":1}",
                "regex_replace | {\"source_field\":\"m\",\"target_field\":\"t\",\"pattern\":\"[0-9]+\",\"replacement\":\"N\",\"global\":true}"
                        + " | {\"m\":\"a1b22\"} | {\"m\":\"a1b22\",\"t\":\"aNbN\"}",
                "date_parse | {\"source_field\":\"t\",\"target_field\":\"@timestamp\",\"formats\":[\"2006-01-02 15:04:05\",\"unix_ms\"],"
                        + "\"timezone\":\"America/New_York\",\"locale\":\"en\"}"
                        + " | {\"t\":\"2026-01-15 08:30:00\"} | {\"t\":\"2026-01-15 08:30:00\",\"@timestamp\":\"2026-01-15T13:30:00Z\"}",
                "json_validate | {\"source_field\":\"m\",\"fail_on_invalid\":false} | {\"m\":\"{\"} | {\"m\":\"{\"}",
                "json_flatten | {\"source_field\":\"\",\"target_field\":\"@flatten\",\"separator\":\"_\"}"
                        + " | {\"a\":{\"b\":1}} | {\"a\":{\"b\":1},\"@flatten\":{\"a_b\":1}}",
                "uppercase_keys | {\"source_field\":\"*\",\"recursive\":true} | {\"a\":{\"b\":1}} | {\"A\":{\"B\":1}}",
                "kv | {\"source_field\":\"m\",\"field_split\":\"&\",\"value_split\":\":\",\"target_field\":\"t\",\"prefix\":\"p_\","
                        + "\"include_keys\":[\"a\",\"b\"],\"exclude_keys\":[\"b\"],\"trim_key\":\" \",\"trim_value\":\" \","
                        + "\"allow_duplicate\":true,\"default_values\":{\"p_z\":0},\"remove_field\":true}"
                        + " | {\"m\":\" a : 1 &b:2&c:3\"} | {\"t\":{\"p_a\":\"1\",\"p_z\":0}}",
                "mutate | {\"copy\":{\"a\":\"b\"},\"rename\":{\"c\":\"d\"},\"convert\":{\"a\":\"integer\"},"
                        + "\"split\":{\"field\":\"s\",\"separator\":\",\",\"target\":\"l\"},"
                        + "\"join\":{\"field\":\"l\",\"separator\":\";\",\"target\":\"j\"},"
                        + "\"gsub\":[{\"field\":\"s\",\"pattern\":\",\",\"replacement\":\"/\"}],\"lowercase\":[\"d\"],"
                        + "\"merge\":[{\"source\":\"b\",\"target\":\"l\"}],\"update\":{\"u\":1},\"replace\":{\"r\":2},\"remove\":[\"s\"]}"
                        + " | {\"a\":\"7\",\"c\":\"X\",\"s\":\"x,y\"}"
                        + " | {\"a\":7,\"b\":\"7\",\"d\":\"x\",\"l\":[\"x\",\"y\",\"7\"],\"j\":\"x;y\",\"r\":2}"
            })
    void run(String type, String config, String event, String expected) {
        assertThat(FilterRuns.body(type, config, event)).isEqualTo(expected);
    }

    @Test
    void splitFansOutAndLeavesNoMarkers() {
        assertThat(FilterRuns.bodies(
                        FilterRuns.plan("split", "{\"field\":\"m\",\"terminator\":\";\",\"target\":\"item\"}"),
                        "{\"m\":\"a;b\",\"h\":1}"))
                .containsExactly("{\"h\":1,\"item\":\"a\"}", "{\"h\":1,\"item\":\"b\"}");
    }
}
