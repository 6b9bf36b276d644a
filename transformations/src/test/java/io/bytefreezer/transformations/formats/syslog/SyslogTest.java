package io.bytefreezer.transformations.formats.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Parses what RFC 5424 and RFC 3164 show, and what senders send. */
class SyslogTest {

    private static final Plan PLAN = Plan.passthrough();
    private static final String AUTH_CRIT =
            "\"priority\":34,\"facility\":\"auth\",\"facility_code\":4," + "\"severity\":\"crit\",\"severity_code\":2,";
    private static final String USER_NOTICE = "\"priority\":13,\"facility\":\"user\",\"facility_code\":1,"
            + "\"severity\":\"notice\",\"severity_code\":5,";

    private static Outcome apply(byte[] message, Instant receivedAt) {
        return PLAN.apply(
                new RawInput(new UUID(0, 0), receivedAt, "syslog", null, Map.of(), message, 0, 0), Plans.CONTEXT);
    }

    private static String parse(String message) {
        return Plans.body(apply(message.getBytes(StandardCharsets.UTF_8), Plans.RECEIVED));
    }

    @Test
    void readsTheExampleOfRfc3164() {
        assertThat(parse("<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8"))
                .isEqualTo("{" + AUTH_CRIT + "\"rfc\":\"rfc3164\",\"timestamp\":\"2026-10-11T22:14:15Z\","
                        + "\"syslog_timestamp\":\"Oct 11 22:14:15\",\"hostname\":\"mymachine\",\"app_name\":\"su\","
                        + "\"message\":\"'su root' failed for lonvick on /dev/pts/8\"}");
    }

    @Test
    void readsTheExamplesOfRfc5424() {
        assertThat(parse("<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed"))
                .isEqualTo("{" + AUTH_CRIT + "\"rfc\":\"rfc5424\",\"version\":1,"
                        + "\"timestamp\":\"2003-10-11T22:14:15.003Z\",\"hostname\":\"mymachine.example.com\","
                        + "\"app_name\":\"su\",\"msg_id\":\"ID47\",\"message\":\"'su root' failed\"}");
        assertThat(parse("<165>1 2003-10-11T22:14:15.003Z h evntslog 8710 ID47"
                        + " [exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"]"
                        + "[examplePriority@32473 class=\"high\"]"))
                .contains("\"facility\":\"local4\"", "\"proc_id\":\"8710\"")
                .endsWith("\"structured_data\":{\"exampleSDID@32473\":{\"iut\":\"3\",\"eventSource\":\"Application\","
                        + "\"eventID\":\"1011\"},\"examplePriority@32473\":{\"class\":\"high\"}},\"message\":\"\"}");
    }

    @Test
    void unescapesStructuredDataAndListsRepeatedParameters() {
        assertThat(parse("<13>1 - - - - - [a x=\"\\\"\\\\\\]\\n\" ip=\"1\" ip=\"2\" ip=\"3\"][b] m"))
                .contains("\"structured_data\":{\"a\":{\"x\":\"\\\"\\\\]\\\\n\",\"ip\":[\"1\",\"2\",\"3\"]},\"b\":{}}")
                .endsWith("\"message\":\"m\"}");
    }

    @Test
    void readsWhatLoggerSends() {
        assertThat(parse("<13>Oct 11 22:14:15 box root: hello"))
                .isEqualTo("{" + USER_NOTICE + "\"rfc\":\"rfc3164\",\"timestamp\":\"2026-10-11T22:14:15Z\","
                        + "\"syslog_timestamp\":\"Oct 11 22:14:15\",\"hostname\":\"box\",\"app_name\":\"root\","
                        + "\"message\":\"hello\"}");
        assertThat(parse("<13>1 2026-10-11T22:14:15.123456+00:00 box root - -"
                        + " [timeQuality tzKnown=\"1\" isSynced=\"0\"] hello"))
                .contains("\"app_name\":\"root\"", "\"timeQuality\":{\"tzKnown\":\"1\",\"isSynced\":\"0\"}")
                .endsWith("\"message\":\"hello\"}");
    }

    @Test
    void furtherLinesBelongToTheMessageAndNotToItsHeader() {
        String trace = "boom\n\tat A.run(A.java:7)\nCaused by: Io: gone";
        String message = "\"message\":\"boom\\n\\tat A.run(A.java:7)\\nCaused by: Io: gone\"}";
        assertThat(parse("<13>Oct 11 22:14:15 box app[7]: " + trace))
                .contains("\"hostname\":\"box\",\"app_name\":\"app\",\"proc_id\":\"7\"")
                .endsWith(message);
        assertThat(parse("<13>Oct 11 22:14:15 box " + trace))
                .contains("\"hostname\":\"box\"")
                .doesNotContain("app_name")
                .endsWith(message);
        assertThat(parse("<13>1 2026-10-11T22:14:15Z box app - - - " + trace))
                .contains("\"rfc\":\"rfc5424\"", "\"app_name\":\"app\"")
                .endsWith(message);
        assertThat(parse("<13>1 2026-10-11T22:14:15Z box app - - -\n" + trace))
                .contains("\"rfc\":\"rfc5424\"", "\"app_name\":\"app\"")
                .endsWith(message);
        assertThat(parse("<13>boom\nCaused[by\nnobody]: x"))
                .doesNotContain("app_name")
                .endsWith("\"message\":\"boom\\nCaused[by\\nnobody]: x\"}");
        assertThat(parse("<13>Oct 11 22:14:15 boom\nCaused: x"))
                .doesNotContain("app_name")
                .endsWith("\"message\":\"boom\\nCaused: x\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Oct 11 22:14:15 box sshd[42]: in | 2026-10-11T22:14:15Z | box | sshd | 42 | in",
                "Oct  1 22:14:15 box sshd[42]:in | 2026-10-01T22:14:15Z | box | sshd | 42 | in",
                "Oct 11 2025 22:14:15.25 box app: in | 2025-10-11T22:14:15.250Z | box | app | | in",
                "2026-10-11T22:14:15.5+02:00 box app: in | 2026-10-11T22:14:15.5+02:00 | box | app | | in",
                "Oct 11 22:14:15 app[1]: in | 2026-10-11T22:14:15Z | | app | 1 | in",
                "Oct 11 22:14:15 app: in | 2026-10-11T22:14:15Z | | app | | in",
                "Oct 11 22:14:15 box no tag here | 2026-10-11T22:14:15Z | box | | | no tag here",
                "Oct 11 22:14:15 hello | 2026-10-11T22:14:15Z | | | | hello",
                "app[7]: in | | | app | 7 | in",
                "error: disk full | | | | | error: disk full",
                "Feb 30 22:14:15 box app: in | | | | | Feb 30 22:14:15 box app: in",
                "Oct 11 22:14:75 box app: in | | | | | Oct 11 22:14:75 box app: in",
                "1 2026-13-11T22:14:15Z box app - - - x | | | | | 1 2026-13-11T22:14:15Z box app - - - x",
                "1 - box app - - [broken | | | | | 1 - box app - - [broken"
            })
    void readsWhatDevicesLeaveOut(ArgumentsAccessor row) {
        String body = parse("<13>" + row.getString(0));

        assertField(body, "timestamp", row.getString(1));
        assertField(body, "hostname", row.getString(2));
        assertField(body, "app_name", row.getString(3));
        assertField(body, "proc_id", row.getString(4));
        assertThat(body).endsWith("\"message\":\"" + row.getString(5) + "\"}");
    }

    private static void assertField(String body, String name, String value) {
        if (value == null) {
            assertThat(body).doesNotContain("\"" + name + "\":");
        } else {
            assertThat(body).contains("\"" + name + "\":\"" + value + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:00:10Z, Dec 31 23:59:59, 2026-12-31T23:59:59Z",
        "2026-12-31T23:59:50Z, Jan  1 00:00:05, 2027-01-01T00:00:05Z",
        "2028-03-01T00:00:00Z, Feb 29 12:00:00, 2028-02-29T12:00:00Z"
    })
    void infersTheNearestYear(Instant receivedAt, String sent, Instant expected) {
        Outcome outcome = apply(("<13>" + sent + " box app: in").getBytes(StandardCharsets.UTF_8), receivedAt);

        assertThat(Plans.emitted(outcome).eventTime()).isEqualTo(expected);
    }

    @Test
    void takesPrintableTextWithoutAPriorityAsUserNotice() {
        assertThat(parse("hello there\n"))
                .isEqualTo("{" + USER_NOTICE + "\"rfc\":\"rfc3164\",\"message\":\"hello there\"}");
        assertThat(parse("<192>x")).contains("\"priority\":13", "\"message\":\"<192>x\"");
    }

    @Test
    void rejectsBytesThatAreNoText() {
        for (byte[] bytes : new byte[][] {{}, {0, 1, 2, 3}, {(byte) 0xFF, (byte) 0xFE}, {'a', 0x1B, '['}, {'\n'}}) {
            assertThat(Plans.rejected(apply(bytes, Plans.RECEIVED)).code()).isEqualTo(ErrorCode.MALFORMED_SYSLOG);
        }
    }

    @Test
    void keepsTheBytesOfAMessageThatIsNotUtf8() {
        byte[] message = {'<', '1', '3', '>', 'c', 'a', 'f', (byte) 0xE9, '\n'};

        assertThat(Plans.body(apply(message, Plans.RECEIVED)))
                .endsWith("\"message\":\"caf\uFFFD\",\"_raw_base64\":\"PDEzPmNhZukK\"}");
    }

    @Test
    void namesTheSenderWithoutItsPort() {
        for (String address : new String[] {"10.1.2.3:514", "/10.1.2.3:514", "10.1.2.3"}) {
            assertThat(sourceIp(address)).endsWith("\"source_ip\":\"10.1.2.3\"}");
        }
        assertThat(sourceIp("[fe80::1]:514")).endsWith("\"source_ip\":\"fe80::1\"}");
        assertThat(sourceIp("fe80::1")).endsWith("\"source_ip\":\"fe80::1\"}");
    }

    private static String sourceIp(String address) {
        return Plans.body(PLAN.apply(
                new RawInput(
                        new UUID(0, 0),
                        Plans.RECEIVED,
                        "syslog",
                        address,
                        Map.of(),
                        "<13>x".getBytes(StandardCharsets.UTF_8),
                        0,
                        0),
                Plans.CONTEXT));
    }
}
