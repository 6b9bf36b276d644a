package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueTest {

    private static final String TYPE = "kv";
    private static final String INTO = "{\"target_field\": \"d\", \"remove_field\": true}";

    private static String pairs(String config, String text) {
        return FilterRuns.body(TYPE, config, FilterRuns.message(text)).replaceFirst("^\\{\"d\":(.*)}$", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1 b=2 | {\"a\":\"1\",\"b\":\"2\"}",
                "a=  b=2 | {\"a\":\"\",\"b\":\"2\"}",
                "start a=1=2 end | {\"a\":\"1=2\"}",
                "a=\"x y\" b='z w' | {\"a\":\"x y\",\"b\":\"z w\"}",
                "a=\"say \\\"hi\\\"\" b=2 | {\"a\":\"say \\\"hi\\\"\",\"b\":\"2\"}",
                "a=\"C:\\temp\\\\\" b=2 | {\"a\":\"C:\\\\temp\\\\\",\"b\":\"2\"}",
                "\"a b\"=1 | {\"a b\":\"1\"}",
                "a=don't b='tis | {\"a\":\"don't\",\"b\":\"'tis\"}",
                "a=\"x\"y z=1 | {\"a\":\"\\\"x\\\"y\",\"z\":\"1\"}",
                "a=1 a=2 a=1 | {\"a\":[\"1\",\"2\",\"1\"]}",
                "=1 a=2 | {\"a\":\"2\"}"
            })
    void readsPairs(String text, String expected) {
        assertThat(pairs(INTO, text)).isEqualTo(expected);
    }

    @Test
    void honoursItsOptions() {
        assertThat(pairs("{\"target_field\":\"d\",\"remove_field\":true,\"allow_duplicate\":false}", "a=1 a=2 a=1"))
                .isEqualTo("{\"a\":[\"1\",\"2\"]}");
        assertThat(pairs(
                        "{\"target_field\":\"d\",\"remove_field\":true,\"include_keys\":[\"a\",\"b\"],"
                                + "\"exclude_keys\":\"b\",\"prefix\":\"p_\"}",
                        "a=1 b=2 c=3"))
                .isEqualTo("{\"p_a\":\"1\"}");
        assertThat(pairs("{\"target_field\":\"d\",\"remove_field\":true,\"quotes\":\"\"}", "a=\"x y\""))
                .isEqualTo("{\"a\":\"\\\"x\"}");
        assertThat(pairs(
                        "{\"target_field\":\"d\",\"remove_field\":true,\"types\":{\"n\":\"float\",\"m\":\"int\"}}",
                        "n=1.10 m="))
                .isEqualTo("{\"n\":1.10,\"m\":null}");
        assertThat(FilterRuns.body(TYPE, "{\"remove_field\": true}", "{\"message\":\"message=inner x=1\"}"))
                .isEqualTo("{\"message\":\"inner\",\"x\":\"1\"}");
        assertThat(FilterRuns.body(
                        TYPE, "{\"target_field\": \"message\", \"remove_field\": true}", "{\"message\":\"x=1\"}"))
                .isEqualTo("{\"message\":{\"x\":\"1\"}}");
        assertThat(FilterRuns.code(TYPE, "{\"types\":{\"n\":\"int\"}}", "{\"message\":\"n=1.5\"}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"field_split\":\"\"}",
                "{\"value_split\":\" \"}",
                "{\"value_split\":\"\\\"\"}",
                "{\"trim\":\"\"}"
            })
    void refusesOptionsThatCannotBeMeant(String config) {
        assertThat(FilterRuns.problems(TYPE, config)).isNotEqualTo("[]");
    }

    @Test
    void readsBackWhatItsLanguageWrites() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> pairs = new LinkedHashMap<>();
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(5); k >= 0; k--) {
                StringBuilder value = new StringBuilder();
                random.ints(random.nextInt(8), 0, 7).forEach(n -> value.append("a =\"\\'é".charAt(n)));
                pairs.put("k" + k, value.toString());
                String quoted = value.toString().replace("\\", "\\\\").replace("\"", "\\\"");
                text.append("k").append(k).append("=\"").append(quoted).append("\" ");
            }
            assertThat(pairs(INTO, text.toString()))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(JsonWriter.text(pairs));
        }
    }

    @Test
    @Timeout(60)
    void takesTimeInProportionToTheText() {
        Plan plan = FilterRuns.plan(TYPE, "{\"allow_duplicate\": false}");
        for (String part : new String[] {"x ", "a=\" ", "a='\\' ", "a=1 ", "\"a\"b ", "a=\"b='c"}) {
            Outcome outcome = plan.apply(Plans.input("json", FilterRuns.message(part.repeat(400_000))), Plans.CONTEXT);

            assertThat(outcome).as(part).isInstanceOf(Outcome.Emit.class);
        }
    }
}
