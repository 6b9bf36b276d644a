package io.bytefreezer.proxy.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.proxy.join.LinePattern.Matching;
import io.bytefreezer.proxy.join.LineRule.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinePatternTest {

    @Test
    void looksAtTheBeginningOfALongLine() {
        LinePattern pattern = LinePattern.of("x", Matching.STARTS);
        assertThat(part(pattern, "-".repeat(64 * 1024 - 1) + "x")).isEqualTo(Part.FIRST);
        assertThat(part(pattern, "-".repeat(64 * 1024) + "x")).isEqualTo(Part.FURTHER);
    }

    @Test
    void linesThatAreNotUtf8AreLookedAtAllTheSame() {
        LinePattern pattern = LinePattern.of("^<\\d+>", Matching.STARTS);
        assertThat(pattern.of(new byte[] {'<', '1', '>', (byte) 0xFF, (byte) 0xC3})
                        .part())
                .isEqualTo(Part.FIRST);
        assertThat(pattern.of(new byte[] {(byte) 0xFF, '<', '1', '>'}).part()).isEqualTo(Part.FURTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^<\\d{1,3}>",
                "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}([.,]\\d{3,9})?(Z|[+-]\\d{2}:?\\d{2})?\\s",
                "^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s+\\d{1,2} \\d\\d:\\d\\d:\\d\\d",
                "^\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3} ",
                "^\\[\\p{L}+\\]|^Caused by:|^\\s+(at|\\.\\.\\.) "
            })
    void patternsThatPeopleUseAreSmallEnough(String regex) {
        assertThat(LinePattern.of(regex, Matching.STARTS).pattern().pattern()).isEqualTo(regex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9})",
                "a{400}",
                "(?:abc){130}",
                "\\pL{500}"
            })
    void patternsThatGrowAreRefusedBeforeTheyTakeAllMemory(String regex) {
        assertThatThrownBy(() -> LinePattern.of(regex, Matching.STARTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> LinePattern.of("(", Matching.STARTS)).hasMessageContaining("RE2");
        assertThatThrownBy(() -> LinePattern.of("(?=x)", Matching.STARTS)).hasMessageContaining("RE2");
        assertThatThrownBy(() -> LinePattern.of("(".repeat(400), Matching.STARTS))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> LinePattern.of("x".repeat(1_001), Matching.STARTS))
                .hasMessageContaining("longer than 1000 characters");
    }

    private static Part part(LinePattern pattern, String line) {
        return pattern.of(line.getBytes(UTF_8)).part();
    }
}
