package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexReplaceTest {

    private static final String TYPE = "regex_replace";

    private static String config(String pattern, String replacement) {
        return JsonWriter.text(Map.of("pattern", pattern, "replacement", replacement));
    }

    /** The results are those of Go's regexp.ReplaceAllString. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a* | x | baaac | xbxcx",
                "a(b)? | [$1] | abac | [b][]c",
                "(a)(b) | ${2}x$1 | ab | bxa",
                "(?P<who>\\w+) | <${who}> | hi you | <hi> <you>",
                "a | $$1 | ba | b$1",
                "a | cost $ | a | cost $",
                "a | ${ | a | ${",
                "é | \\ | café | caf\\",
                "x | y | abc | abc"
            })
    void replacesAsGoDoes(String pattern, String replacement, String text, String expected) {
        assertThat(FilterRuns.body(TYPE, config(pattern, replacement), FilterRuns.message(text)))
                .isEqualTo(FilterRuns.message(expected));
    }

    @Test
    void refusesGroupsThatAreNotThere() {
        assertThat(FilterRuns.problems(TYPE, config("(a)", "$1x"))).contains("no group '1x'");
        assertThat(FilterRuns.problems(TYPE, config("(a)", "$2"))).contains("no group '2'");
        assertThat(FilterRuns.problems(TYPE, config("(a", "x"))).contains("not an RE2 regular expression");
    }

    @Test
    void limitsWhatItReadsAndWhatItMakes() {
        assertThat(FilterRuns.code(TYPE, config("a", "b"), FilterRuns.message("a".repeat(70_000))))
                .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
        assertThat(FilterRuns.code(TYPE, config("a", "b".repeat(1_000)), FilterRuns.message("a".repeat(60_000))))
                .isEqualTo(ErrorCode.TOO_LARGE);
    }
}
