package io.bytefreezer.transformations.formats.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.formats.Parsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access logs of Apache and nginx. */
class AccessLogTest {

    private static final Parsing APACHE = Parsing.by("\"apache\"");
    private static final String HEAD = "192.0.2.7 - - [11/Oct/2026:22:14:15 +0000] ";
    private static final String START = "{\"client\":\"192.0.2.7\",\"timestamp\":\"2026-10-11T22:14:15Z\",";

    @Test
    void readsTheExampleOfApachesManual() {
        assertThat(APACHE.event(
                        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326"
                                + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\""))
                .isEqualTo("{\"client\":\"127.0.0.1\",\"user\":\"frank\",\"timestamp\":\"2000-10-10T13:55:36-07:00\","
                        + "\"method\":\"GET\",\"path\":\"/apache_pb.gif\",\"protocol\":\"HTTP/1.0\",\"status\":200,"
                        + "\"bytes\":2326,\"referrer\":\"http://www.example.com/start.html\","
                        + "\"agent\":\"Mozilla/4.08 [en] (Win98; I ;Nav)\"}");
    }

    @Test
    void takesTheTimeOfTheEventFromIt() {
        Outcome outcome =
                Plan.passthrough().apply(Plans.input("apache", HEAD + "\"GET / HTTP/1.1\" 200 1"), Plans.CONTEXT);
        assertThat(Plans.emitted(outcome).eventTime()).isEqualTo("2026-10-11T22:14:15Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "\"GET /a b HTTP/1.1\" 200 1 | \"method\":\"GET\",\"path\":\"/a b\",\"protocol\":\"HTTP/1.1\",",
                "\"GET /\" 200 1 | \"request\":\"GET /\",",
                "\"GET  HTTP/1.1\" 200 1 | \"request\":\"GET  HTTP/1.1\",",
                "\"\\x16\\x03\\x01\" 200 1 | \"request\":\"\\u0016\\u0003\\u0001\",",
                "\"\\xC3\\xA9\\x\\q\" 200 1 | \"request\":\"é\\\\x\\\\q\",",
                "\"\\xFF\\\"\" 200 1 | \"request\":\"\\\\xFF\\\\\\\"\",",
                "\"\" 200 1 | \"request\":\"\",",
                "\"-\" 200 1 | ##",
            })
    void keepsWhateverRequestAClientSent(String line, String request) {
        assertThat(APACHE.event(HEAD + line)).isEqualTo(START + request + "\"status\":200,\"bytes\":1}");
    }

    @Test
    void keepsTheBlanksOfAUser() {
        assertThat(APACHE.event("::1 - ana maria [11/Oct/2026:22:14:15 +0000] \"GET / HTTP/1.1\" 200 -"))
                .startsWith("{\"client\":\"::1\",\"user\":\"ana maria\",\"timestamp\"")
                .endsWith("\"status\":200}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "hello | no client",
                "a b c | no user and time in brackets",
                "a - - [11/Oct/2026:22:14:75 +0000] x | '11/Oct/2026:22:14:75 +0000' is no time",
                "a - - [11/Okt/2026:22:14:15 +0000] x | '11/Okt/2026:22:14:15 +0000' is no time",
                "a - - [11/anF/2026:22:14:15 +0000] x | '11/anF/2026:22:14:15 +0000' is no time",
                "a - - [11/Oct/2026:22:14:15 +0000] x | no text in quotes",
                "a - - [11/Oct/2026:22:14:15 +0000] \"x\\\" | no text in quotes",
                "a - - [11/Oct/2026:22:14:15 +0000] \"x\" abc 1 | the status is 'abc', no number",
                "a - - [11/Oct/2026:22:14:15 +0000] \"x\" 200 | a blank is missing",
                "a - - [11/Oct/2026:22:14:15 +0000] \"x\" 200 1 \"r\" | a blank is missing",
                "a - - [11/Oct/2026:22:14:15 +0000] \"x\" 200 1 \"r\" \"a\" 7 | there is more than the fields",
            })
    void saysWhatIsWrongWithALine(String line, String detail) {
        assertThat(APACHE.rejection(line)).startsWith("MALFORMED_PAYLOAD " + detail);
        assertThat(APACHE.rejection(HEAD + "\"x\" 200 1\n\n" + line)).startsWith("MALFORMED_PAYLOAD line 3: " + detail);
    }

    @Test
    void readsTheFieldsThatAServerAdds() {
        Parsing nginx = Parsing.by("""
                {"format": "nginx", "extra": ["took:decimal", "upstream", "tls", "cached:boolean"]}""");
        String line = HEAD + "\"-\" 400 0 \"-\" \"-\" ";
        assertThat(nginx.event(line + "0.010 \"10.0.0.9:80, 10.0.0.8:80\" [TLSv1.3] -"))
                .isEqualTo(START + "\"status\":400,\"bytes\":0,\"took\":0.010,"
                        + "\"upstream\":\"10.0.0.9:80, 10.0.0.8:80\",\"tls\":\"TLSv1.3\"}");
        assertThat(nginx.event(line + "1")).endsWith("\"took\":1}");
        assertThat(nginx.rejection(line + "fast")).startsWith("MALFORMED_PAYLOAD field 'took' is no decimal");
        assertThat(nginx.rejection(line + "1 2 3 yes 5")).startsWith("MALFORMED_PAYLOAD there is more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"status\"", "[\"a\", \"a\"]", "\"\"", "\"took:float\""})
    void refusesNamesThatCannotBeMeant(String extra) {
        assertThat(Parsing.problems("{\"format\": \"nginx\", \"extra\": " + extra + "}"))
                .hasSize(1);
    }

    @Test
    void isFoundWithoutAHint() {
        Parsing auto = Parsing.by("\"auto\"");
        assertThat(auto.event(HEAD + "\"GET / HTTP/1.1\" 200 1\n")).startsWith(START);
        assertThat(auto.event(HEAD + "and then it failed")).startsWith("{\"message\":");
        assertThat(auto.event("[11/Oct/2026:22:14:15 +0000] started")).startsWith("{\"message\":");
    }
}
