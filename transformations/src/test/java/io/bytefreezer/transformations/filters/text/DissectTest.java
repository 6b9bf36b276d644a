package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DissectTest {

    private static final String TYPE = "dissect";

    private static String dissect(String pattern, String text) {
        String config = JsonWriter.text(Map.of("pattern", pattern, "target_field", "d", "source_field", "message"));
        String body = FilterRuns.body(TYPE, config, FilterRuns.message(text));
        int at = body.indexOf(",\"d\":");
        return at < 0 ? "" : body.substring(at + 5, body.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%{a} %{b} | 1 2 3 | {\"a\":\"1\",\"b\":\"2 3\"}",
                "%{a}:%{} %{b} | x:skipped y | {\"a\":\"x\",\"b\":\"y\"}",
                "<%{a}> | <1> | {\"a\":\"1\"}",
                "<%{a}> | <1>2> | {\"a\":\"1>2\"}",
                "%{a},%{b} | , | {\"a\":\"\",\"b\":\"\"}",
                "%{a->} %{b} | x    y | {\"a\":\"x\",\"b\":\"y\"}",
                "%{->} %{b} | x    y | {\"b\":\"y\"}",
                "%{a->}- | x--- | {\"a\":\"x\"}",
                "%{a} %{+a}/%{+a} | 1 2/3 | {\"a\":\"1 2/3\"}",
                "%{+a/2}/%{+a/1} | x/y | {\"a\":\"yx\"}",
                "%{+a/2}/%{+a/3}-%{+a/1} | x/y-z | {\"a\":\"zx/y\"}",
                "%{?k}=%{&k} | user=ada | {\"user\":\"ada\"}",
                "%{k}=%{&k} | user=ada | {\"k\":\"user\",\"user\":\"ada\"}",
                "%{[a][b]} %{a.c} | 1 2 | {\"a\":{\"b\":\"1\",\"c\":\"2\"}}",
                "%{a}❄%{b} | é❄😀 | {\"a\":\"é\",\"b\":\"😀\"}"
            })
    void readsTheLanguageOfLogstash(String pattern, String text, String expected) {
        assertThat(dissect(pattern, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<%{a}> | 1>", "<%{a}> | <1", "%{a}-%{b} | x", "%{a} %{b}] | x y", "%{a}--%{b} | x-y"})
    void rejectsTextsThatDoNotFit(String pattern, String text) {
        assertThat(FilterRuns.code(TYPE, JsonWriter.text(Map.of("pattern", pattern)), FilterRuns.message(text)))
                .isEqualTo(ErrorCode.DISSECT_NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "%{a", "%{a}%{b}", "%{a} %{a}", "%{a} %{a.b}", "%{a..b}", "%{+}"})
    void refusesPatternsThatCannotBeMeant(String pattern) {
        assertThat(FilterRuns.problems(TYPE, JsonWriter.text(Map.of("pattern", pattern))))
                .contains("/filters/0/config/pattern");
    }

    @Test
    void convertsAndRefusesWithoutLeavingHalf() {
        String config = "{\"pattern\": \"%{a} %{b}\", \"types\": {\"b\": \"int\"}}";

        assertThat(FilterRuns.body(TYPE, config, FilterRuns.message("x 9223372036854775808")))
                .endsWith("\"a\":\"x\",\"b\":9223372036854775808}");
        assertThat(FilterRuns.body(TYPE, config, FilterRuns.message("x "))).endsWith("\"b\":null}");
        assertThat(FilterRuns.code(TYPE, config, FilterRuns.message("x y"))).isEqualTo(ErrorCode.BAD_VALUE);
        assertThat(FilterRuns.code(TYPE, "{\"pattern\": \"%{n.a} %{b}\"}", "{\"message\":\"x y\",\"n\":1}"))
                .isEqualTo(ErrorCode.PATH_CONFLICT);
        assertThat(FilterRuns.problems(TYPE, config.replace("\"b\":", "\"bb\":")))
                .contains("did you mean 'b'?");
    }

    @Test
    void namesFieldsOfTheEventItself() {
        assertThat(FilterRuns.body(TYPE, "{\"pattern\": \"%{&key}\"}", "{\"message\":\"v\",\"key\":\"k\"}"))
                .endsWith("\"k\":\"v\"}");
        assertThat(FilterRuns.code(TYPE, "{\"pattern\": \"%{&key}\"}", "{\"message\":\"v\"}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
    }

    /** A search at every position, one character after the other, as the definition says. */
    private static Map<String, String> naive(List<String> delimiters, List<Boolean> padded, String text) {
        Map<String, String> found = new LinkedHashMap<>();
        String rest = text;
        for (int i = 0; i < delimiters.size(); i++) {
            String delimiter = delimiters.get(i);
            int at = 0;
            while (at <= rest.length() && !rest.substring(at).startsWith(delimiter)) {
                at++;
            }
            if (at > rest.length()) {
                return Map.of();
            }
            found.put("f" + i, rest.substring(0, at));
            rest = rest.substring(at + delimiter.length());
            while (padded.get(i) && rest.startsWith(delimiter)) {
                rest = rest.substring(delimiter.length());
            }
        }
        found.put("f" + delimiters.size(), rest);
        return found;
    }

    @Test
    void agreesWithASearchAtEveryPosition() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 2_000; i++) {
            List<String> delimiters = random.ints(1 + random.nextInt(4), 0, 6)
                    .mapToObj(n -> List.of(" ", "-", "--", "-> ", "é", "ab").get(n))
                    .toList();
            List<Boolean> padded =
                    delimiters.stream().map(d -> random.nextBoolean()).toList();
            StringBuilder pattern = new StringBuilder();
            for (int k = 0; k < delimiters.size(); k++) {
                pattern.append("%{f")
                        .append(k)
                        .append(padded.get(k) ? "->}" : "}")
                        .append(delimiters.get(k));
            }
            pattern.append("%{f").append(delimiters.size()).append("}");
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(20), 0, 7).forEach(n -> text.append(" -->abé-".charAt(n)));
            Map<String, String> expected = naive(delimiters, padded, text.toString());
            matched += expected.isEmpty() ? 0 : 1;
            if (expected.isEmpty()) {
                assertThat(FilterRuns.code(
                                TYPE,
                                JsonWriter.text(Map.of("pattern", pattern.toString())),
                                FilterRuns.message(text.toString())))
                        .as("seed %d: %s on %s", seed, pattern, text)
                        .isEqualTo(ErrorCode.DISSECT_NO_MATCH);
            } else {
                assertThat(dissect(pattern.toString(), text.toString()))
                        .as("seed %d: %s on %s", seed, pattern, text)
                        .isEqualTo(JsonWriter.text(expected));
            }
        }
        assertThat(matched).as("seed %d", seed).isBetween(100, 1_900);
    }
}
