package io.bytefreezer.transformations.formats.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the dates, numbers and mnemonics that network devices put into syslog. */
class DeviceSyslogTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "46: *Oct 11 22:14:15.123 UTC: %SYS-5-CONFIG_I: m | 2026-10-11T22:14:15.123Z | | SYS/5/CONFIG_I",
                "46: r1: .Oct 11 22:14:15 EST: %LINK-3-UPDOWN: m | 2026-10-12T03:14:15Z | r1 | LINK/3/UPDOWN",
                ": 2026 Oct 11 22:14:15 UTC: %ETHPORT-5-IF_UP: m | 2026-10-11T22:14:15Z | | ETHPORT/5/IF_UP",
                "Oct 11 2026 22:14:15 fw : %ASA-6-302013: m | 2026-10-11T22:14:15Z | fw | ASA/6/302013",
                "Oct 11 2026 22:14:15: %ASA-6-302013: m | 2026-10-11T22:14:15Z | | ASA/6/302013",
                "%ASA-6-302013: m | | | ASA/6/302013",
                "7: %CARD-SP-2-FAIL: m | | | CARD-SP/2/FAIL"
            })
    void readsCisco(String sent, String time, String host, String mnemonic) {
        String event = Parsed.event("syslog", "<189>" + sent);

        assertThat(event)
                .contains(
                        "\"cisco_facility\":\"%s\",\"cisco_severity_code\":%s,\"cisco_mnemonic\":\"%s\",\"message\":\"m\""
                                .formatted((Object[]) mnemonic.split("/")));
        assertThat(event.contains("\"timestamp\"")).isEqualTo(time != null);
        assertThat(event).contains(time == null ? "" : "\"timestamp\":\"" + time + "\"");
        assertThat(event).contains(host == null ? "" : "\"hostname\":\"" + host + "\"");
        assertThat(event.contains("\"hostname\"")).isEqualTo(host != null);
    }

    @ParameterizedTest
    @CsvSource({
        "Oct 11 22:14:15, 2026-10-11T20:14:15Z",
        "2026 Oct 11 22:14:15, 2026-10-11T20:14:15Z",
        "2026-10-11 22:14:15.000000001, 2026-10-11T20:14:15.000000001Z",
        "2026-10-11T22:14:15, 2026-10-11T20:14:15Z",
        "2026/10/11 22:14:15, 2026-10-11T20:14:15Z",
        "2026-10-11 22:14:15+01:00, 2026-10-11T21:14:15Z",
        "2026-10-11 22:14:15Z, 2026-10-11T22:14:15Z",
        "Oct 11 22:14:15 UTC, 2026-10-11T22:14:15Z",
        "Oct 11 22:14:15.5 +0530, 2026-10-11T16:44:15.500Z",
        "Jan 15 22:14:15, 2027-01-15T21:14:15Z"
    })
    void readsDatesInTheConfiguredZoneUnlessTheyNameOne(String date, String time) {
        assertThat(Parsed.event("syslog, \"timezone\": \"Europe/Berlin\"", "<13>" + date + " box app[7]: in"))
                .contains("\"timestamp\":\"" + time + "\",\"syslog_timestamp\":\"" + date + "\",\"hostname\":\"box\"")
                .contains("\"app_name\":\"app\"", "\"message\":\"in\"");
    }

    @ParameterizedTest
    @CsvSource({
        "12: something",
        "100%: full",
        "2026-02-30 22:14:15 box app: in",
        "2026-10-11 22:14:15+99:00 box app: in",
        "Oct 11 22:14:15 +9900 box",
        "12: %foo bar",
        ": nothing",
        "Oct 32 22:14:15 box a: b",
        "2026 Foo 11 22:14:15 b"
    })
    void keepsTheWholeTextOfWhatIsNoDate(String message) {
        assertThat(Parsed.event("syslog", "<13>" + message)).contains("\"message\":\"" + message + "\"");
    }

    @Test
    void takesAHostInCapitalsForAHost() {
        assertThat(Parsed.event("syslog", "<13>Oct 11 22:14:15 WEB CRON[7]: in"))
                .contains("\"hostname\":\"WEB\",\"app_name\":\"CRON\",\"proc_id\":\"7\"");
    }

    @Test
    void keepsNanosecondsOfRfc5424() {
        assertThat(Parsed.event("syslog", "<13>1 2026-10-11T22:14:15.123456789+02:00 h a - - - m"))
                .contains("\"timestamp\":\"2026-10-11T22:14:15.123456789+02:00\"");
    }

    @Test
    void readsManyRepeatedParametersInOneGo() {
        assertThat(Parsed.event("syslog", "<13>1 - - - - - [a" + " p=\"\"".repeat(200_000) + "] m"))
                .endsWith("\"message\":\"m\",\"source_ip\":\"10.1.2.3\"}");
    }

    @Test
    void namesAZoneThatIsUnknown() {
        assertThat(Plans.problems("{\"parse\": {\"format\": \"syslog\", \"timezone\": \"Berlin\"}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("/parse/timezone", "Berlin"));
    }
}
