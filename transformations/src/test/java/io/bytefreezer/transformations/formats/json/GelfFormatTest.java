package io.bytefreezer.transformations.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads messages of Graylog's format without losing a digit or a field. */
class GelfFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "1791756855 \"2026-10-11T22:14:15Z\"",
                "1791756855.000000001 \"2026-10-11T22:14:15.000000001Z\"",
                "1791756855.1 \"2026-10-11T22:14:15.100Z\"",
                "\"1791756855.5\" \"2026-10-11T22:14:15.500Z\"",
                "\"noon\" \"noon\"",
                "null null",
                "1e400 1e400",
                "99999999999999 99999999999999"
            })
    void readsTimesToTheNanosecond(String sent, String json) {
        assertThat(Parsed.event("gelf", "{\"short_message\":\"a\",\"timestamp\":" + sent + "}"))
                .isEqualTo("{\"short_message\":\"a\",\"timestamp\":" + json + "}");
    }

    @Test
    void losesNoFieldToTheUnderscore() {
        assertThat(Parsed.event(
                        "gelf",
                        "{\"short_message\":\"a\",\"_a\":1,\"a\":2,\"_b\":3,\"__c\":4,\"_\":5,\"_timestamp\":6}\0"))
                .isEqualTo("{\"short_message\":\"a\",\"_a\":1,\"a\":2,\"b\":3,\"__c\":4,\"_\":5,\"timestamp\":6}");
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(Parsed.refused("gelf", "{\"short_message\":1}")).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
        assertThat(Parsed.refused("gelf", "\0")).isEqualTo(ErrorCode.MALFORMED_JSON);
    }
}
