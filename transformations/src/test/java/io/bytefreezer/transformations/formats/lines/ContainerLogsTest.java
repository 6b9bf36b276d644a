package io.bytefreezer.transformations.formats.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.formats.Parsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What container runtimes wrap around the lines of processes. */
class ContainerLogsTest {

    private static final Parsing CRI = Parsing.by("\"cri\"");
    private static final Parsing DOCKER = Parsing.by("\"docker\"");
    private static final String TIME = "2026-10-11T22:14:15.003669794Z";

    private static String cri(String rest, String message) {
        return "{\"timestamp\":\"" + TIME + "\",\"stream\":\"" + rest + "\",\"message\":\"" + message + "\"";
    }

    @Test
    void putsThePartsOfEachStreamTogether() {
        assertThat(CRI.events(TIME + " stdout P a\n" + TIME + " stderr P 1\n" + TIME + " stdout P b\n" + TIME
                        + " stderr F 2\n" + TIME + " stdout F \n" + TIME + " stdout F"))
                .containsExactly(cri("stderr", "12") + "}", cri("stdout", "ab") + "}", cri("stdout", "") + "}");
    }

    @Test
    void saysWhereTheLastPartIsNotThere() {
        assertThat(CRI.events(TIME + " stdout P:x a b\n"))
                .containsExactly(
                        "{\"timestamp\":\"" + TIME + "\",\"stream\":\"stdout\",\"_partial\":true,\"message\":\"a b\"}");
        assertThat(DOCKER.events("{\"log\":\"a\",\"stream\":\"stdout\"}"))
                .containsExactly("{\"stream\":\"stdout\",\"_partial\":true,\"message\":\"a\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "started | it is not",
                "2026-10-11T22:14:15Z stdout X a | it is not",
                "2026-10-11T22:14:15Z stdout Full a | it is not",
                "2026-10-11T22:14:15Z stdlog F a | the stream is neither",
                "2026-10-11T22:14:75Z stdout F a | it does not begin with a time",
            })
    void refusesWhatIsNotOfTheInterface(String line, String detail) {
        assertThat(CRI.rejection(line)).startsWith("MALFORMED_PAYLOAD " + detail);
    }

    @Test
    void isFoundWithoutAHint() {
        Parsing auto = Parsing.by("\"auto\"");
        assertThat(auto.event(TIME + " stdout F hello")).isEqualTo(cri("stdout", "hello") + "}");
        assertThat(auto.event(TIME + " std hello")).startsWith("{\"message\":\"2026");
    }

    @Test
    void keepsWhateverElseDockerWrites() {
        assertThat(DOCKER.events("""
                        {"log":"a\\r\\n","stream":"stderr","attrs":{"tag":"web"},"time":"%s"}

                        {"log":"\\n"}
                        """.formatted(TIME)))
                .containsExactly(
                        "{\"timestamp\":\"" + TIME
                                + "\",\"stream\":\"stderr\",\"attrs\":{\"tag\":\"web\"},\"message\":\"a\"}",
                        "{\"message\":\"\"}");
    }

    @Test
    void namesTheLineThatIsBroken() {
        assertThat(DOCKER.rejection("{\"log\":\"a\\n\"}\n{\"log\":7}\n"))
                .startsWith("MALFORMED_PAYLOAD line 2: it has no text in `log`");
        assertThat(DOCKER.rejection("{\"log\":\"a\\n\"}\nhello\n")).startsWith("MALFORMED_JSON line 2: ");
    }

    @Test
    void leavesInnerTextThatOnlyLooksLikeJson() {
        Parsing inner = Parsing.by("{\"format\": \"cri\", \"inner\": \"json\"}");
        assertThat(inner.event(TIME + " stdout F {\"a\":1,\"a\":2}")).contains("\"message\":\"{\\\"a\\\":1,");
        assertThat(inner.event(TIME + " stdout P {\"a\n" + TIME + " stdout F \":1}"))
                .endsWith("\"log\":{\"a\":1}}");
    }
}
