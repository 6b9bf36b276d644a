package io.bytefreezer.transformations.formats.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads points as InfluxData's reference shows them. */
class InfluxFormatTest {

    private static String point(String line) {
        return Parsed.event("influx", line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1 1",
                "1.50 1.50",
                "+1 1",
                ".5 0.5",
                "-.5 -0.5",
                "1. 1",
                "007 7",
                "1e+06 1e+06",
                "-0 -0",
                "9223372036854775807i 9223372036854775807",
                "-9223372036854775808i -9223372036854775808",
                "18446744073709551615u 18446744073709551615",
                "0u 0",
                "T true",
                "False false"
            })
    void keepsNumbersAsTheyAre(String written, String json) {
        assertThat(point("m v=" + written))
                .isEqualTo("{\"measurement\":\"m\",\"tags\":{},\"fields\":{\"v\":" + json + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m v=",
                "m v=x",
                "m v=1x",
                "m v=9223372036854775808i",
                "m v=-1u",
                "m v=18446744073709551616u",
                "m v=1.5i",
                "m v=NaN",
                "m",
                "m ",
                "m,t v=1",
                "m,t= v=1",
                ",t=1 v=1",
                "m =1",
                "m v=\"open",
                "m v=1,v=2",
                "m,t=1,t=2 v=1",
                "m v=1 x",
                "m v=1 1.5",
                "m v=1 99999999999999999999999",
                "m v=\"a\"b",
                "m,t=1",
                "m v=1 2 3"
            })
    void refusesWhatIsNone(String line) {
        assertThat(Parsed.refused("influx", line)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }

    @Test
    void readsEscapes() {
        assertThat(point("a\\,b\\ c\\=d,t\\ 1=x\\,y\\=z\\n f\\=1=\"q\\\"\\\\w\\n, =\n2\" 1"))
                .isEqualTo(
                        "{\"measurement\":\"a,b c=d\",\"tags\":{\"t 1\":\"x,y=z\\\\n\"},"
                                + "\"fields\":{\"f=1\":\"q\\\"\\\\w\\\\n, =\\n2\"},\"timestamp\":\"1970-01-01T00:00:00.000000001Z\"}");
    }

    @Test
    void skipsCommentsAndBlankLines() {
        assertThat(Parsed.events("influx", "# a\r\n\nm v=1 5\r\n # b\n  m v=2")).hasSize(2);
        assertThat(Parsed.events("influx", "m v=1 5\r\n").getFirst()).contains("00.000000005Z");
    }

    @ParameterizedTest
    @CsvSource({
        "ns,1791756855123456789,.123456789",
        "us,1791756855123456,.123456",
        "ms,1791756855123,.123",
        "s,1791756855,''"
    })
    void readsEveryPrecision(String precision, String time, String fraction) {
        assertThat(Parsed.event("influx, \"precision\": \"" + precision + "\"", "m v=1 " + time))
                .contains("\"timestamp\":\"2026-10-11T22:14:15" + fraction + "Z\"");
    }

    @Test
    void stopsAtTheLimitOfEvents() {
        assertThat(Parsed.refused("influx", "m v=1\n".repeat(10_001))).isEqualTo(ErrorCode.TOO_MANY_EVENTS);
    }
}
