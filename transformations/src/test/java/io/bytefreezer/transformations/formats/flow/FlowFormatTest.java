package io.bytefreezer.transformations.formats.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives flows the same fields whatever their exporter speaks. */
class FlowFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"flowEndNanoseconds\":1791756855123000000",
                "\"flowEndMicroseconds\":\"1791756855123000\"",
                "\"flowEndMilliseconds\":1791756855123",
                "\"flowEndSeconds\":1791756855.123",
                "\"flowEndSeconds\":1,\"flowEndMilliseconds\":\"2026-10-11T22:14:15.123Z\"",
                "\"systemInitTimeMilliseconds\":1791756855000,\"flowEndSysUpTime\":123",
                "\"systemInitTimeMilliseconds\":1791756855000,\"LAST_SWITCHED\":123"
            })
    void readsTheEndAsItsExporterGivesIt(String end) {
        assertThat(Parsed.event("flow", "{" + end + "}"))
                .endsWith("\"end\":\"2026-10-11T22:14:15.123Z\",\"timestamp\":\"2026-10-11T22:14:15.123Z\"}");
    }

    @Test
    void touchesNoFieldThatIsThere() {
        assertThat(Parsed.event("flow", "{\"src_ip\":\"a\",\"sourceIPv4Address\":\"b\",\"protocolIdentifier\":253}"))
                .isEqualTo(
                        "{\"src_ip\":\"a\",\"sourceIPv4Address\":\"b\",\"protocolIdentifier\":253,\"protocol\":\"253\"}");
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(Parsed.refused("flow", "{\"flows\":[{}, 1]}")).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
        assertThat(Parsed.refused("flow", "{\"a\":{},\"flows\":[{}]}")).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
        String packet = "{\"a\":\"" + "x".repeat(1 << 20) + "\",\"flows\":[{}" + ",{}".repeat(5_000) + "]}";
        assertThat(Parsed.refused("flow", packet)).isEqualTo(ErrorCode.TOO_LARGE);
    }
}
