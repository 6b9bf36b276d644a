package io.bytefreezer.transformations.grok;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opensearch.grok.Grok;

class GrokPatternTest {

    private static final List<String> LINES = List.of(
            "10.0.0.1 - ada [11/Oct/2026:22:14:15 +0200] \"GET /a?b=c HTTP/1.1\" 200 2326 \"http://x/\" \"Mozilla/5.0 é\"",
            "10.0.0.1 - - [11/Oct/2026:22:14:15 +0200] \"-\" 408 - \"-\" \"-\"",
            "Oct 11 22:14:15 box sshd[42]: Failed password for root from 10.0.0.1 port 22 ssh2",
            "2026-10-11T22:14:15.123Z ERROR [main] c.e.App - failed: java.lang.IllegalStateException",
            "no match at all",
            "",
            "é😀 10.0.0.1");

    private static Map<String, Object> captures(String pattern, String line) {
        return captures(compiled(pattern), line);
    }

    private static GrokPattern compiled(String pattern) {
        Problems problems = new Problems(Map.of());
        return GrokPattern.compile(pattern, new GrokDictionary(Map.of()), false, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new AssertionError(pattern + ": " + problems.found()));
    }

    private static Map<String, Object> captures(GrokPattern compiled, String line) {
        return switch (compiled.match(line.getBytes(StandardCharsets.UTF_8))) {
            case GrokMatch.None none -> null;
            case GrokMatch.TimedOut late -> throw new AssertionError("timed out");
            case GrokMatch.NotConvertible wrong ->
                Map.of("not convertible", wrong.field().text());
            case GrokMatch.Matched matched -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                matched.fields().stream()
                        .filter(field -> field.value() != null)
                        .forEach(field -> fields.put(field.path().text(), field.value()));
                yield fields;
            }
        };
    }

    /** What the fuzzer found: a thousand repetitions of each other overflowed the stack. */
    @Test
    void takesOrRefusesThousandsOfRepetitionsOfEachOther() {
        for (String again : List.of("{4}", "{2,3}", "{1,}?", "+", "*+")) {
            Problems problems = new Problems(Map.of());
            String pattern = "^(?<year>\\d" + again.repeat(3_000) + ")$";
            Optional<GrokPattern> compiled =
                    GrokPattern.compile(pattern, new GrokDictionary(Map.of()), false, Limits.DEFAULT, problems.root());
            assertThat(compiled.isPresent())
                    .as(again)
                    .isEqualTo(problems.found().isEmpty());
            compiled.ifPresent(some ->
                    assertThat(captures(some, "no digit at all")).as(again).isNull());
        }
    }

    @Test
    void matchesAsTheLibraryDoesWithEveryPatternOfTheLibrary() {
        for (String name : Grok.BUILTIN_PATTERNS.keySet()) {
            String pattern = "%{" + name + ":whole}";
            Grok library = new Grok(Grok.BUILTIN_PATTERNS, pattern, message -> {});
            GrokPattern ours = compiled(pattern);
            for (String line : LINES) {
                Map<String, Object> expected = library.captures(line);
                Map<String, Object> actual = captures(ours, line);
                assertThat(text(actual)).as("%s on %s", name, line).isEqualTo(text(expected));
            }
        }
    }

    /** Types differ on purpose: ours keep every digit. */
    private static Map<String, String> text(Map<String, Object> captures) {
        if (captures == null) {
            return null;
        }
        Map<String, String> text = new LinkedHashMap<>();
        captures.forEach((name, value) -> text.put(name, value.toString()));
        return text;
    }

    @Test
    void convertsWithoutLosingDigits() {
        assertThat(captures("%{NUMBER:a:int} %{NUMBER:b:float} %{WORD:c:boolean}", "9223372036854775808 1.10 TRUE"))
                .hasToString("{a=9223372036854775808, b=1.10, c=true}");
        assertThat(captures("%{NUMBER:a:int}", "1.5")).hasToString("{not convertible=a}");
        assertThat(captures("%{DATA:a:int}$", "")).hasToString("{a=}");
    }

    @Test
    void namesFieldsByReferenceAndByGroup() {
        assertThat(captures("%{IP:[source][ip]} (?<rest>.*)", "10.0.0.1 x y"))
                .hasToString("{[source][ip]=10.0.0.1, rest=x y}");
    }
}
