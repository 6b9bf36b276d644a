package io.bytefreezer.transformations.formats.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every kind of value, and what exporters leave out. */
class OtlpLogsJsonFormatTest {

    private static String record(String fields) {
        return Parsed.event(
                "otlp_logs_json", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + fields + "}]}]}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "{\"stringValue\":\"a\"} \"a\"",
                "{\"boolValue\":false} false",
                "{\"intValue\":\"-9223372036854775808\"} -9223372036854775808",
                "{\"intValue\":7} 7",
                "{\"doubleValue\":1.50} 1.50",
                "{\"doubleValue\":\"NaN\"} \"NaN\"",
                "{\"bytesValue\":\"AAE=\"} \"AAE=\"",
                "{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{},{\"stringValue\":\"x\"}]}} [1,null,\"x\"]",
                "{\"arrayValue\":{}} []",
                "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":{\"boolValue\":true}}]}} {\"k\":true}",
                "{} null",
                "{\"newValue\":1} {\"newValue\":1}"
            })
    void readsEveryKindOfValue(String any, String json) {
        assertThat(record("\"body\":" + any)).isEqualTo("{\"body\":" + json + "}");
    }

    @Test
    void keepsAllValuesOfAKeyThatRepeats() {
        String one = "{\"key\":\"k\",\"value\":{\"intValue\":\"1\"}}";
        String list = "{\"key\":\"k\",\"value\":{\"arrayValue\":{\"values\":[{\"intValue\":\"3\"}]}}}";
        assertThat(record("\"attributes\":[" + one + "," + one + "," + list + "," + one + "]"))
                .isEqualTo("{\"attributes\":{\"k\":[1,1,[3],1]}}");
    }

    @Test
    void takesAZeroTimeAsUnknown() {
        assertThat(record("\"timeUnixNano\":\"0\",\"observedTimeUnixNano\":1791756855000000001"))
                .isEqualTo("{\"timestamp\":\"2026-10-11T22:14:15.000000001Z\","
                        + "\"observed_timestamp\":\"2026-10-11T22:14:15.000000001Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resourceLogs\":{}}",
                "{\"resourceLogs\":[1]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"x\"}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":true}]}]}]}"
            })
    void refusesWhatIsNone(String payload) {
        assertThat(Parsed.refused("otlp_logs_json", payload)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }

    @Test
    void refusesAResourceThatWouldFillTheMemory() {
        String attribute = "{\"key\":\"k\",\"value\":{\"stringValue\":\"" + "x".repeat(1 << 20) + "\"}}";
        String payload = "{\"resourceLogs\":[{\"resource\":{\"attributes\":[" + attribute
                + "]},\"scopeLogs\":[{\"logRecords\":[{}" + ",{}".repeat(5_000) + "]}]}]}";
        assertThat(Parsed.refused("otlp_logs_json", payload)).isEqualTo(ErrorCode.TOO_LARGE);
    }
}
