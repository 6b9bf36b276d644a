package io.bytefreezer.transformations.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatTest {

    private static final Instant RECEIVED = Instant.parse("2026-10-12T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02T15:04:05Z07:00 | 2026-10-11T22:14:15+02:00 | 2026-10-11T20:14:15Z",
                "2006-01-02T15:04:05Z07:00 | 2026-10-11T20:14:15Z | 2026-10-11T20:14:15Z",
                "2006-01-02T15:04:05Z07:00 | 2026-10-11T20:14:15.123456789Z | 2026-10-11T20:14:15.123456789Z",
                "2006-01-02 15:04:05 | 2026-10-11 22:14:15 | 2026-10-11T20:14:15Z",
                "2006-01-02 15:04:05.000 | 2026-10-11 22:14:15.250 | 2026-10-11T20:14:15.250Z",
                "2006-01-02 15:04:05,999 | 2026-10-11 22:14:15,25 | 2026-10-11T20:14:15.250Z",
                "02/Jan/2006:15:04:05 -0700 | 11/Oct/2026:22:14:15 +0200 | 2026-10-11T20:14:15Z",
                "Mon Jan _2 15:04:05 2006 | Sun Oct 11 22:14:15 2026 | 2026-10-11T20:14:15Z",
                "Mon Jan _2 15:04:05 2006 | Fri Oct  2 22:14:15 2026 | 2026-10-02T20:14:15Z",
                "Jan _2 15:04:05 | Oct  2 22:14:15 | 2026-10-02T20:14:15Z",
                "Monday, 02-Jan-06 15:04:05 MST | Sunday, 11-Oct-26 22:14:15 CEST | 2026-10-11T20:14:15Z",
                "1/2/06 3:04:05 PM | 10/11/99 10:14:15 PM | 1999-10-11T20:14:15Z",
                "20060102150405 | 20261011221415 | 2026-10-11T20:14:15Z",
                "2006-01-02 | 2026-10-11 | 2026-10-10T22:00:00Z",
                "yyyy-MM-dd HH:mm:ss | 2026-10-11 22:14:15 | 2026-10-11T20:14:15Z",
                "yyyy-MM-dd'T'HH:mm:ss.SSSX | 2026-10-11T22:14:15.250Z | 2026-10-11T22:14:15.250Z",
                "dd MMM yyyy HH:mm | 11 oct 2026 22:14 | 2026-10-11T20:14:00Z",
                "ISO8601 | 2026-10-11T22:14:15 | 2026-10-11T20:14:15Z",
                "ISO8601 | 2026-10-11 22:14:15.5+0000 | 2026-10-11T22:14:15.500Z",
                "ISO8601 | 2026-10-11T22:14Z | 2026-10-11T22:14:00Z",
                "ISO8601 | 2026-10-11 | 2026-10-10T22:00:00Z",
                "unix | 1790000000 | 2026-09-21T14:13:20Z",
                "unix | 1790000000.000000001 | 2026-09-21T14:13:20.000000001Z",
                "unix | 1790000000123 | 2026-09-21T14:13:20.123Z",
                "unix_ms | 1790000000123 | 2026-09-21T14:13:20.123Z",
                "unix_us | 1790000000123456 | 2026-09-21T14:13:20.123456Z",
                "unix_ns | 1790000000123456789 | 2026-09-21T14:13:20.123456789Z",
                "unix_ms | -1 | 1969-12-31T23:59:59.999Z"
            })
    void readsDates(String format, String text, Instant expected) {
        assertThat(DateFormat.of(format, BERLIN, Locale.ENGLISH).parse(text, RECEIVED))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02 | 2026-02-30",
                "2006-01-02 | 2026-02-3",
                "2006-01-02 15:04:05 | 2026-02-03 23:59:60",
                "2006-01-02 15:04:05 | 2026-02-03 24:00:00",
                "yyyy-MM-dd | 2026-02-30",
                "ISO8601 | 2026-02-30T00:00:00Z",
                "ISO8601 | 2026-02-03T00:00:00Zx",
                "15:04:05 | 22:14:15",
                "unix | 1e9",
                "unix | 1.2.3",
                "unix | 99999999999999999999999999",
                "unix_ms | x"
            })
    void readsNothingElse(String format, String text) {
        assertThat(DateFormat.of(format, BERLIN, Locale.ENGLISH).parse(text, RECEIVED))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02/Jan/2006", "dd/MMM/yyyy"})
    void readsShortNamesWithTheirPointsAndWithout(String format) {
        DateFormat german = DateFormat.of(format, ZoneId.of("UTC"), Locale.GERMAN);

        for (String text : new String[] {"11/Okt/2026", "11/Okt./2026", "11/okt/2026"}) {
            assertThat(german.parse(text, RECEIVED)).as(text).isEqualTo(Instant.parse("2026-10-11T00:00:00Z"));
        }
        assertThat(german.parse("11//2026", RECEIVED)).isNull();
    }

    @Test
    void readsNamesOfOtherLanguages() {
        assertThat(DateFormat.of("d MMMM yyyy HH:mm", ZoneId.of("UTC"), Locale.GERMAN)
                        .parse("3 März 2026 08:00", RECEIVED))
                .isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-10-11T22:14:15",
                "2026-10-11T22:14:15.Z",
                "2026-10-11T22:14:15+2",
                "2026-10-11T22:14:15+24:00",
                "2026-10-11T22:14:15 Z",
                "2026/10/11T22:14:15Z",
                "2026-00-11T22:14:15Z",
                "2026-10-32T22:14:15Z",
                "2026-10-11T2a:14:15Z",
                "2026-10-11T22:14:15Zulu",
                "2026-10-11T22:14:1",
                "+026-10-11T22:14:15Z"
            })
    void refusesWhatIsNotRfc3339(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-11T22:14:15Z, 2026-10-11T22:14:15Z",
        "2026-10-11t22:14:15.1z, 2026-10-11T22:14:15.1Z",
        "2026-10-11T22:14:15-0330, 2026-10-12T01:44:15Z",
        "2026-10-11T22:14:15.1234567891+00:00, 2026-10-11T22:14:15.123456789Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void readsRfc3339(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
    }
}
