package io.bytefreezer.transformations.formats.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.formats.Parsing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people export them, and as they break. */
class CsvTest {

    private static final Parsing CSV = Parsing.by("\"csv\"");
    private static final Parsing ROWS = Parsing.by("""
            {"format": "csv", "columns": ["a", "b"]}""");

    @Test
    void readsTheExamplesOfRfc4180() {
        assertThat(CSV.events("a,b,c\r\naaa,bbb,ccc\r\nzzz,yyy,xxx"))
                .containsExactly(
                        "{\"a\":\"aaa\",\"b\":\"bbb\",\"c\":\"ccc\"}", "{\"a\":\"zzz\",\"b\":\"yyy\",\"c\":\"xxx\"}");
        assertThat(ROWS.events("\"aaa\",\"b\r\nbb\"\r\n\"aaa\",\"b\"\"bb\""))
                .containsExactly("{\"a\":\"aaa\",\"b\":\"b\\r\\nbb\"}", "{\"a\":\"aaa\",\"b\":\"b\\\"bb\"}");
    }

    @Test
    void skipsTheByteOrderMarkOfSpreadsheetsAndBlankLines() {
        assertThat(CSV.events("\uFEFFa;b\n\n1;2\n\r\n".replace(';', ','))).containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @Test
    void namesColumnsWithoutANameByTheirNumber() {
        assertThat(CSV.event("a,, c \n1,2,3\n")).isEqualTo("{\"a\":\"1\",\"column2\":\"2\",\"c\":\"3\"}");
        assertThat(Parsing.by("{\"format\": \"csv\", \"header\": false}").event("x,y"))
                .isEqualTo("{\"column1\":\"x\",\"column2\":\"y\"}");
    }

    @Test
    void skipsTheHeaderWhereColumnsAreGivenToo() {
        assertThat(Parsing.by("{\"format\": \"csv\", \"columns\": [\"x\"], \"header\": true}")
                        .events("a\n1\n"))
                .containsExactly("{\"x\":\"1\"}");
    }

    @Test
    void doesNotTakeASingleRowForAHeaderUnlessToldSo() {
        assertThat(CSV.rejection("web-1,up\n")).contains("MALFORMED_PAYLOAD", "columns");
        assertThat(Parsing.by("{\"format\": \"csv\", \"header\": true}").events("host,status\n"))
                .isEmpty();
        assertThat(CSV.events("\n\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a,b\\n1,\"2\\n3,4\\n | line 2: the quote is never closed",
                "a,b\\n\"1\\n\\n\"x,2\\n | line 4: there is text after a closing quote",
                "a,a\\n1,2\\n | line 1: two columns are named 'a'",
            })
    void namesTheLineThatIsBroken(String payload, String detail) {
        assertThat(CSV.rejection(payload.replace("\\n", "\n"))).startsWith("MALFORMED_PAYLOAD " + detail);
    }

    @Test
    void keepsQuotesWithinAFieldThatBeginsWithoutOne() {
        assertThat(ROWS.event("17\" disk, \"x\"")).isEqualTo("{\"a\":\"17\\\" disk\",\"b\":\" \\\"x\\\"\"}");
    }

    @Test
    void keepsWhatIsTooMuchAndLeavesOutWhatIsMissing() {
        assertThat(ROWS.events("1,2,3,\n4\n"))
                .containsExactly("{\"a\":\"1\",\"b\":\"2\",\"_extra\":[\"3\",\"\"]}", "{\"a\":\"4\"}");
        Parsing exact = Parsing.by("{\"format\": \"csv\", \"columns\": [\"a\", \"b\"], \"on_extra\": \"reject\"}");
        assertThat(exact.rejection("1,2\n4\n")).startsWith("MALFORMED_PAYLOAD line 2: it has 1 fields for 2 columns");
    }

    @Test
    void givesColumnsTheirTypes() {
        Parsing typed = Parsing.by("""
                {"format": "csv", "types": {"i": "int", "d": "decimal", "b": "boolean", "t": "timestamp"}}""");
        assertThat(typed.events("i,d,b,t,s\n007,1.10,no,2026-10-11T00:14:15+02:00,1\n,,,,\n"))
                .containsExactly(
                        "{\"i\":7,\"d\":1.10,\"b\":false,\"t\":\"2026-10-10T22:14:15Z\",\"s\":\"1\"}",
                        "{\"i\":null,\"d\":null,\"b\":null,\"t\":null,\"s\":\"\"}");
        assertThat(typed.rejection("i,d\n1,2\n1.5,2\n"))
                .startsWith("MALFORMED_PAYLOAD line 3: column 'i' holds '1.5', which is no int");
    }

    @Test
    void keepsTheBytesOfARowThatIsNotUtf8() {
        byte[] latin1 = "a,b\nWien,caf\u00e9\nGraz,tee\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] row = "Wien,caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CSV.events(latin1))
                .containsExactly(
                        "{\"a\":\"Wien\",\"b\":\"caf\uFFFD\",\"_raw_base64\":\""
                                + Base64.getEncoder().encodeToString(row) + "\"}",
                        "{\"a\":\"Graz\",\"b\":\"tee\"}");
    }

    @Test
    void readsTabsWithoutQuotes() {
        assertThat(Parsing.by("\"tsv\"").event("a\tb\n\"1\t2\"\n")).isEqualTo("{\"a\":\"\\\"1\",\"b\":\"2\\\"\"}");
        assertThat(Parsing.by("{\"format\": \"tsv\", \"quote\": \"'\"}").event("a\tb\n'1\t'\t2\n"))
                .isEqualTo("{\"a\":\"1\\t\",\"b\":\"2\"}");
    }

    @Test
    void hasLimits() {
        assertThat(CSV.rejection("a\n" + ",".repeat(4096))).startsWith("TOO_LARGE line 2: more than 4096 fields");
        assertThat(CSV.rejection("a\n" + "x".repeat(1 << 20) + "y")).startsWith("TOO_LARGE line 2: a field");
        assertThat(CSV.rejection("a\n\"" + "\"\"".repeat((1 << 20) + 1) + "\"")).startsWith("TOO_LARGE line 2");
        assertThat(CSV.rejection("x".repeat(1025) + "\n1\n")).startsWith("TOO_LARGE line 1: the name of column 1");
        assertThat(CSV.rejection("a\n" + "1\n".repeat(10_001))).startsWith("TOO_MANY_EVENTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\": \"csv\", \"delimiter\": \"\"}",
                "{\"format\": \"csv\", \"delimiter\": \"::\"}",
                "{\"format\": \"csv\", \"delimiter\": \"\u00a6\"}",
                "{\"format\": \"csv\", \"quote\": \",\"}",
                "{\"format\": \"csv\", \"columns\": []}",
                "{\"format\": \"csv\", \"columns\": [\"a\", \"a\"]}",
                "{\"format\": \"csv\", \"columns\": [\"a\", \"\"]}",
                "{\"format\": \"csv\", \"columns\": [\"a\"], \"types\": {\"b\": \"int\"}}",
                "{\"format\": \"csv\", \"types\": {\"b\": \"number\"}}",
            })
    void refusesOptionsThatCannotBeMeant(String parse) {
        assertThat(Parsing.problems(parse)).hasSize(1);
    }
}
