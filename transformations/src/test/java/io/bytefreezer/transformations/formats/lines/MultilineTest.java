package io.bytefreezer.transformations.formats.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.formats.Parsing;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that belong together. */
class MultilineTest {

    private static final MultilineRule INDENTED =
            new MultilineRule(Pattern.compile("^\\s"), MultilineRule.Matching.CONTINUES, 3, 20, 100);

    private static @Nullable String text(MultilineAssembler.@Nullable Block block) {
        return block == null ? null : new String(block.bytes(), StandardCharsets.UTF_8) + (block.cut() ? "|cut" : "");
    }

    private static @Nullable String feed(MultilineAssembler assembler, String line) {
        return text(assembler.feed(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givesABlockWhenTheNextBegins() {
        MultilineAssembler assembler = new MultilineAssembler(INDENTED);
        assertThat(feed(assembler, " stray")).isNull();
        assertThat(feed(assembler, "a")).isEqualTo(" stray");
        assertThat(feed(assembler, " b")).isNull();
        assertThat(feed(assembler, "c")).isEqualTo("a\n b");
        assertThat(text(assembler.flush())).isEqualTo("c");
        assertThat(assembler.flush()).isNull();
    }

    @Test
    void cutsABlockThatIsTooLongAndLosesNothing() {
        MultilineAssembler assembler = new MultilineAssembler(INDENTED);
        feed(assembler, "a");
        feed(assembler, " b");
        feed(assembler, " c");
        assertThat(feed(assembler, " d")).isEqualTo("a\n b\n c|cut");
        assertThat(feed(assembler, " " + "x".repeat(30))).isEqualTo(" d|cut");
        assertThat(feed(assembler, "e")).isEqualTo(" " + "x".repeat(30));
        assertThat(text(assembler.flush())).isEqualTo("e");
    }

    @Test
    void marksWhatALimitCut() {
        Parsing text = Parsing.by("""
                {"format": "text", "multiline": {"start": "^#", "lines_max": 2}}""");
        assertThat(text.events("#a\r\nb\r\nc\r\n\r\n#d"))
                .containsExactly(
                        "{\"message\":\"#a\\nb\",\"_cut\":true}", "{\"message\":\"c\"}", "{\"message\":\"#d\"}");
    }

    @Test
    void keepsBytesThatAreNotUtf8() {
        Parsing text = Parsing.by("{\"format\": \"text\", \"multiline\": {\"start\": \"^#\"}}");
        assertThat(text.events(new byte[] {'#', (byte) 0xFF, '\n', 'b', '\n', '#', 'c'}))
                .containsExactly("{\"message\":\"#\uFFFD\\nb\",\"_raw_base64\":\"I/8KYg==\"}", "{\"message\":\"#c\"}");
        assertThat(Parsing.by("{\"format\": \"text\", \"lines\": true}").events(new byte[] {(byte) 0xFF, '\n', 'b'}))
                .containsExactly("{\"message\":\"\uFFFD\",\"_raw_base64\":\"/w==\"}", "{\"message\":\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"start\": \"a\", \"continue\": \"b\"}",
                "{\"start\": \"(\"}",
                "{\"continue\": \"(?=x)\"}",
                "{\"start\": \"a\", \"lines_max\": 0}",
                "{\"start\": \"a\", \"lines\": 5}"
            })
    void refusesRulesThatCannotBeMeant(String multiline) {
        assertThat(Parsing.problems("{\"format\": \"text\", \"multiline\": " + multiline + "}"))
                .hasSize(1);
    }

    @Test
    void stopsAtTheMostEventsOfAPayload() {
        assertThat(Parsing.by("{\"format\": \"text\", \"lines\": true}").rejection("a\n".repeat(10_001)))
                .startsWith("TOO_MANY_EVENTS");
    }
}
