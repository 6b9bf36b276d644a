package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, CSV and XML inside of a field. */
class StructuredTextTest {

    private static final String INTO = "{\"target_field\": \"d\", \"remove_field\": true}";

    private static String inside(String type, String text) {
        return FilterRuns.body(type, INTO, FilterRuns.message(text)).replaceFirst("^\\{\"d\":(?s:(.*))}$", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"n\":1.10,\"i\":92233720368547758079}}", "[1,null]", "null", "\"x\"", "1e400"})
    void readsJsonOfAnyKindWithoutChangingIt(String json) {
        assertThat(inside("json", " " + json + "\n")).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 | MALFORMED_JSON",
                "{\"a\":1,\"a\":2} | DUPLICATE_KEY",
                "[1] | WRONG_TYPE",
                "{} {} | MALFORMED_JSON",
                "`` | MALFORMED_JSON",
                "NaN | MALFORMED_JSON"
            })
    void rejectsWhatIsNoJsonObject(String text, ErrorCode code) {
        assertThat(FilterRuns.code("json", "{}", FilterRuns.message(text))).isEqualTo(code);
    }

    @Test
    void limitsHowDeepJsonAndXmlNest() {
        assertThat(FilterRuns.code("json", "{\"target_field\":\"d\"}", FilterRuns.message("[".repeat(100_000))))
                .isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(FilterRuns.code("xml", "{}", FilterRuns.message("<a>".repeat(100_000))))
                .isEqualTo(ErrorCode.TOO_DEEP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b | {\"column1\":\"a\",\"column2\":\"b\"}",
                "`` | {\"column1\":\"\"}",
                ", | {\"column1\":\"\",\"column2\":\"\"}",
                "\"a,b\",\"\"\"\" | {\"column1\":\"a,b\",\"column2\":\"\\\"\"}",
                "a\"b,c | {\"column1\":\"a\\\"b\",\"column2\":\"c\"}"
            })
    void readsARowOfCsv(String text, String expected) {
        assertThat(inside("csv", text == null ? "" : text)).isEqualTo(expected);
        assertThat(inside("csv", (text == null ? "" : text) + "\r\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a", "\"a\"b", "a\nb", "a\n\n"})
    void rejectsBrokenCsv(String text) {
        assertThat(FilterRuns.code("csv", "{}", FilterRuns.message(text))).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }

    @Test
    void readsBackTheCsvThatRfc4180Writes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            StringBuilder text = new StringBuilder();
            for (int k = 1; k <= 1 + i % 4; k++) {
                StringBuilder value = new StringBuilder();
                random.ints(random.nextInt(8), 0, 6).forEach(n -> value.append("a,\"\né😀".charAt(n)));
                String valid = value.toString().replace("\uD83D", "x");
                row.put("column" + k, valid);
                text.append(k > 1 ? "," : "")
                        .append('"')
                        .append(valid.replace("\"", "\"\""))
                        .append('"');
            }
            assertThat(inside("csv", text.toString()))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(JsonWriter.text(row));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a/> | {\"a\":\"\"}",
                "<?xml version=\"1.0\"?><!-- c --><a>x</a> | {\"a\":\"x\"}",
                "<a> x </a> | {\"a\":\" x \"}",
                "<a>1<b/>2</a> | {\"a\":{\"b\":\"\",\"#text\":\"12\"}}",
                "<a><b>1</b><b>2</b><c/></a> | {\"a\":{\"b\":[\"1\",\"2\"],\"c\":\"\"}}",
                "<s:a xmlns:s=\"urn:s\" s:k=\"v\"/> | {\"s:a\":{\"@xmlns:s\":\"urn:s\",\"@s:k\":\"v\"}}",
                "<a><![CDATA[<b>]]>&lt;&#233;</a> | {\"a\":\"<b><é\"}"
            })
    void readsXml(String text, String expected) {
        assertThat(inside("xml", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>&nbsp;</a>",
                "<?p?> <!-- c --> <!DOCTYPE a [<!ENTI TY e \"x\">]><a>&e;</a>",
                "<!DOCTYPE a [<!ENTITY e \uFFFE\"x\">]><a>&e;</a>",
                "<!-- c",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
            })
    void rejectsWhatIsNoXmlOrNotSafe(String text) {
        assertThat(FilterRuns.code("xml", "{}", FilterRuns.message(text))).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }
}
