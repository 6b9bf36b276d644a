package io.bytefreezer.proxy.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.decode.Decoding.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyslogStreamDecoderTest {

    private static final int MAX = 40;

    @Test
    void linesEndWithLfCrLfOrNul() {
        assertThat(payloads("<13>one\n<13>two\r\n<13>three\0<13>four"))
                .containsExactly("<13>one", "<13>two", "<13>three", "<13>four");
    }

    @Test
    void countedOctetsMayHoldNewlines() {
        assertThat(payloads("11 <13>one\ntwo9 <13>three")).containsExactly("<13>one\ntwo", "<13>three");
    }

    @Test
    void bothFramingsMayAlternateOnOneConnection() {
        assertThat(payloads("<13>line\n9 <13>three<13>next\n\n7 <13>end\n"))
                .containsExactly("<13>line", "<13>three", "<13>next", "<13>end");
    }

    @Test
    void aLineThatStartsWithANumberIsALine() {
        assertThat(payloads("10 green bottles\n2024-01-01 hello\n7\n12 \n0 <13>zero\n"))
                .containsExactly("10 green bottles", "2024-01-01 hello", "7", "12 ", "0 <13>zero");
    }

    @Test
    void aCountOfTenDigitsIsALine() {
        assertThat(payloads("1234567890 <13>x\n<13>y\n")).containsExactly("1234567890 <13>x", "<13>y");
    }

    @Test
    void emptyLinesAreNoEvents() {
        assertThat(payloads("\n\r\n\0\n\n")).isEmpty();
    }

    @Test
    void theLastLineNeedsNoNewline() {
        assertThat(payloads("<13>a\n<13>partial")).containsExactly("<13>a", "<13>partial");
        assertThat(payloads("12")).containsExactly("12");
        assertThat(payloads("12 ")).containsExactly("12 ");
    }

    @Test
    void anOverlongLineIsCutAndItsNeighboursAreWhole() {
        String line = "x".repeat(10_000_000);
        assertThat(decode("<13>before\n" + line + "\n<13>after\n"))
                .containsExactly(whole("<13>before"), cut(line.substring(0, MAX), 10_000_000), whole("<13>after"));
    }

    @Test
    void anOverlongCountIsCutAndItsNeighboursAreWhole() {
        String message = "<13>" + "y".repeat(496);
        assertThat(decode("500 " + message + "9 <13>after"))
                .containsExactly(cut(message.substring(0, MAX), 500), whole("<13>after"));
    }

    @Test
    void countedOctetsThatNeverCameAreSaidToBeMissing() {
        assertThat(decode("30 <13>cut off")).containsExactly(cut("<13>cut off", 30));
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() {
        assertThat(decode("z".repeat(MAX) + "\n")).containsExactly(whole("z".repeat(MAX)));
        assertThat(decode("z".repeat(MAX + 1) + "\n")).containsExactly(cut("z".repeat(MAX), MAX + 1));
    }

    private static List<String> payloads(String stream) {
        return decode(stream).stream().map(Shown::payload).toList();
    }

    private static List<Shown> decode(String stream) {
        return Decoding.whole(new SyslogStreamDecoder(MAX), Decoding.bytes(stream))
                .events();
    }

    private static Shown whole(String payload) {
        return new Shown(payload, Map.of(), false);
    }

    private static Shown cut(String payload, int length) {
        return new Shown(payload, Map.of(DecodedEvent.TRUNCATED, Integer.toString(length)), false);
    }
}
