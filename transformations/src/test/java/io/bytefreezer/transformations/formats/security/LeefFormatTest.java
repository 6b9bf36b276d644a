package io.bytefreezer.transformations.formats.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads both versions, each with what may divide its attributes. */
class LeefFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"^ ^", "x5E ^", "0x5E ^", "0x5e ^", "X5e ^", "x09 TAB", "0x9 TAB", "; ;", "x00A6 \u00A6"})
    void readsEveryWayToNameADelimiter(String named, String delimiter) {
        String divided = delimiter.equals("TAB") ? "\t" : delimiter;
        String event = Parsed.event("leef", "LEEF:2.0|a|b|c|d|" + named + "|src=1" + divided + "dst=2");
        assertThat(event).endsWith("\"event_id\":\"d\",\"src\":\"1\",\"dst\":\"2\"}");
    }

    @Test
    void takesATabWhereNoDelimiterIsNamed() {
        String attributes = "\"src\":\"1\",\"url\":\"a|b=c\"}";
        assertThat(Parsed.event("leef", "LEEF:1.0|a|b|c|d|src=1\turl=a|b=c")).endsWith(attributes);
        assertThat(Parsed.event("leef", "LEEF:2.0|a|b|c|d||src=1\turl=a|b=c")).endsWith(attributes);
        assertThat(Parsed.event("leef", "LEEF:2.0|a|b|c|d|src=1\turl=a|b=c")).endsWith(attributes);
    }

    @Test
    void losesNoAttribute() {
        assertThat(Parsed.event("leef", "LEEF:1.0|a|b|c|d|sev=5\tsev=6\tevent_id=7\tsrcPort=080\tjust text\tx="))
                .endsWith("\"event_id\":\"d\",\"sev\":[5,6],\"attribute_event_id\":\"7\",\"srcPort\":\"080\","
                        + "\"message\":\"just text\",\"x\":\"\"}");
    }

    @Test
    void takesItsTimeFromTheDeviceElseFromSyslog() {
        assertThat(Parsed.event("leef", "LEEF:1.0|a|b|c|d|devTime=1791756855123"))
                .contains("\"timestamp\":\"2026-10-11T22:14:15.123Z\"");
        assertThat(Parsed.event("leef, \"timezone\": \"+02:00\"", "LEEF:1.0|a|b|c|d|devTime=Oct 12 2026 00:14:15"))
                .contains("\"timestamp\":\"2026-10-11T22:14:15Z\"");
        assertThat(Parsed.event("auto", "<13>Oct 11 22:14:15 h LEEF:1.0|a|b|c|d|devTime=noon\tdevTimeFormat=}{"))
                .contains("\"timestamp\":\"2026-10-11T22:14:15Z\"", "\"devTime\":\"noon\"");
    }

    @Test
    void refusesWhatIsNone() {
        for (String payload :
                List.of("", "LEEF:", "LEEF:2.0", "LEEF:2.0|a|b|c", "LEEF:2.0|a|b|c|", "CEF:0|a|b|c|d|e|5")) {
            assertThat(Parsed.refused("leef", payload)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
        }
    }
}
