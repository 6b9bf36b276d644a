package io.bytefreezer.transformations.formats.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.formats.Parsing;
import org.junit.jupiter.api.Test;

/** The W3C's extended log format. */
class W3cTest {

    private static final Parsing W3C = Parsing.by("\"w3c\"");

    @Test
    void readsTheExampleOfTheDraft() {
        assertThat(W3C.events("""
                        #Version: 1.0
                        #Date: 12-Jan-1996 00:00:00
                        #Fields: time cs-method cs-uri
                        00:34:23 GET /foo/bar.html
                        12:21:16 GET /foo/bar.html
                        """))
                .containsExactly(
                        "{\"time\":\"00:34:23\",\"cs_method\":\"GET\",\"cs_uri\":\"/foo/bar.html\"}",
                        "{\"time\":\"12:21:16\",\"cs_method\":\"GET\",\"cs_uri\":\"/foo/bar.html\"}");
    }

    @Test
    void takesADateThatALineLacksFromTheDirective() {
        assertThat(W3C.events("#Fields: time c-ip\r\n#Date: 2026-10-11 22:00:00\r\n22:14 ::1\r\n22:14:15.5 -\r\n"))
                .containsExactly(
                        "{\"timestamp\":\"2026-10-11T22:14:00Z\",\"c_ip\":\"::1\"}",
                        "{\"timestamp\":\"2026-10-11T22:14:15.5Z\"}");
    }

    @Test
    void makesNothingOfComments() {
        assertThat(W3C.events("#Version: 1.0\n#Fields: a b\n#Remark: none\n")).isEmpty();
    }

    @Test
    void goesByTheFieldsThatWereNamedLast() {
        assertThat(Parsing.by("{\"format\": \"w3c\", \"fields\": [\"a\", \"b\"]}")
                        .events("1 2\n#Fields: c\n3\n"))
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}", "{\"c\":\"3\"}");
    }

    @Test
    void readsQuotesAsTheDraftHasThemAndAsOthersLeaveThem() {
        assertThat(W3C.event("#Fields: x-a\tx-b x-c\n\"a \"\"b\"\"\"\t\"x   y\n"))
                .isEqualTo("{\"x_a\":\"a \\\"b\\\"\",\"x_b\":\"\\\"x\",\"x_c\":\"y\"}");
    }

    @Test
    void keepsATextWhereANumberIsUsual() {
        assertThat(W3C.event("#Fields: sc-status time-taken cs(Referer)\n200+ 0.125 a+b\n"))
                .isEqualTo("{\"sc_status\":\"200+\",\"time_taken\":0.125,\"cs_referer\":\"a+b\"}");
    }

    @Test
    void namesTheLineThatIsBroken() {
        assertThat(W3C.rejection("#Fields: a b\n1 2\n1 2 3\n"))
                .startsWith("MALFORMED_PAYLOAD line 3: it has 3 fields where #Fields names 2");
        assertThat(W3C.rejection("#Fields: a-b a_b\n")).startsWith("MALFORMED_PAYLOAD");
        assertThat(W3C.rejection("#Fields: \n1")).startsWith("MALFORMED_PAYLOAD line 1: #Fields names no field");
        assertThat(W3C.rejection("#Fields: a\n" + "1 ".repeat(2000))).startsWith("TOO_LARGE line 2: more than 1000");
    }

    @Test
    void refusesFieldsThatCannotBeMeant() {
        assertThat(Parsing.problems("{\"format\": \"w3c\", \"fields\": \"a b a\"}"))
                .hasSize(1);
        assertThat(Parsing.problems("{\"format\": \"w3c\", \"fields\": []}")).hasSize(1);
    }
}
