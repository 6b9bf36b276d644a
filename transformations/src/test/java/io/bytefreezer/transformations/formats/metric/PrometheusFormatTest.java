package io.bytefreezer.transformations.formats.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads expositions as Prometheus' documentation shows them. */
class PrometheusFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "NaN \"NaN\"",
                "+Inf \"+Inf\"",
                "Inf \"+Inf\"",
                "-Inf \"-Inf\"",
                "1.7560473e+07 1.7560473e+07",
                "0 0",
                "-3.14 -3.14",
                ".5 0.5"
            })
    void keepsValues(String written, String json) {
        assertThat(Parsed.event("prometheus", "m " + written))
                .isEqualTo("{\"name\":\"m\",\"type\":\"untyped\",\"labels\":{},\"value\":" + json + "}");
    }

    @Test
    void readsTheWeirdOnesOfTheDocumentation() {
        assertThat(Parsed.event(
                        "prometheus",
                        "msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find"
                                + " file:\\n\\\"FILE.TXT\\\"\"} 1.458255915e9"))
                .contains("\"path\":\"C:\\\\DIR\\\\FILE.TXT\",\"error\":\"Cannot find file:\\n\\\"FILE.TXT\\\"\"");
        assertThat(Parsed.event("prometheus", "something_weird{problem=\"division by zero\"} +Inf -3982045"))
                .contains("\"timestamp\":\"1969-12-31T22:53:37.955Z\"");
        assertThat(Parsed.event("prometheus", "m { a = \"x}\" , b=\"\" , } \t 1 "))
                .contains("{\"a\":\"x}\",\"b\":\"\"}");
        assertThat(Parsed.event("prometheus", "{\"my.metric\", \"a b\"=\"1\"} 1"))
                .contains("\"my.metric\"", "\"a b\":\"1\"");
    }

    @Test
    void givesSamplesWhatTheirFamilySays() {
        assertThat(Parsed.events("prometheus", """
                # HELP rpc A \\\\ and\\n more.
                # TYPE rpc summary
                # a comment
                rpc{quantile="0.5"} 4773
                rpc_sum 1
                rpc_count 2
                other_count 3
                """))
                .satisfiesExactly(
                        event -> assertThat(event).contains("\"type\":\"summary\",\"help\":\"A \\\\ and\\n more.\""),
                        event -> assertThat(event).contains("\"name\":\"rpc_sum\",\"type\":\"summary\""),
                        event -> assertThat(event).contains("\"name\":\"rpc_count\",\"type\":\"summary\""),
                        event -> assertThat(event).contains("\"name\":\"other_count\",\"type\":\"untyped\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m x",
                "m 1 x",
                "m 1 2 3",
                "m{",
                "m{a",
                "m{a=1} 1",
                "m{a=\"1} 1",
                "m{a=\"1\",a=\"2\"} 1",
                "{} 1",
                "m{a=\"1\" b=\"2\"} 1",
                "{\"a\"=\"1\"} 1",
                "m{\"n\"} 1",
                "m 1 # x"
            })
    void refusesWhatIsNone(String line) {
        assertThat(Parsed.refused("prometheus", line)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }

    @Test
    void makesNothingOfCommentsAlone() {
        assertThat(Plans.plan("{\"parse\": \"prometheus\"}").apply(Plans.input(null, "# nothing\n"), Plans.CONTEXT))
                .isInstanceOf(Outcome.Drop.class);
    }

    @Test
    void refusesAHelpThatWouldFillTheMemory() {
        String payload = "# HELP m " + "x".repeat(1 << 20) + "\n" + "m 1\n".repeat(9_000);
        assertThat(Parsed.refused("prometheus", payload)).isEqualTo(ErrorCode.TOO_LARGE);
    }
}
