package io.bytefreezer.transformations.formats.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.formats.Parsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with values, strictly and leniently. */
class PairsTest {

    private static final Parsing LOGFMT = Parsing.by("\"logfmt\"");
    private static final Parsing KV = Parsing.by("\"kv\"");

    @Test
    void readsTheExampleOfKrLogfmt() {
        assertThat(LOGFMT.event("foo=bar a=14 baz=\"hello kitty\" cool%story=bro f %^asdf"))
                .isEqualTo("{\"foo\":\"bar\",\"a\":\"14\",\"baz\":\"hello kitty\",\"cool%story\":\"bro\",\"f\":true,"
                        + "\"%^asdf\":true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a= b=\"\" | {\"a\":\"\",\"b\":\"\"}",
                "a=\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\" | {\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\té😀\"}",
                "a=1 a a=\"1\" | {\"a\":[\"1\",true,\"1\"]}",
                "a=größe | {\"a\":\"größe\"}",
            })
    void readsLogfmt(String line, String event) {
        assertThat(LOGFMT.event(line)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "=b | a key is missing (character 1)",
                "a==b | a blank is missing between two pairs, or a quote around a value (character 3)",
                "a\"b\" | a blank is missing between two pairs, or a quote around a value (character 2)",
                "a=b\"c | a blank is missing between two pairs, or a quote around a value (character 4)",
                "a=\"b\"c | a blank is missing between two pairs, or a quote around a value (character 6)",
                "a=\"b | the quote is never closed (character 3)",
                "a=\"b\\\" | the quote is never closed (character 3)",
                "a=\"\\x\" | a backslash escapes none of",
                "a=\"\\u00g0\" | \\u needs four hexadecimal digits",
                "a=\"\\ud83d\" | the value before has half of a surrogate pair",
            })
    void refusesWhatIsNoLogfmt(String line, String detail) {
        assertThat(LOGFMT.rejection(line)).startsWith("MALFORMED_PAYLOAD " + detail);
        assertThat(LOGFMT.rejection("a=1\n" + line)).startsWith("MALFORMED_PAYLOAD line 2: " + detail);
    }

    @Test
    void infersTypesOnlyWhenAskedTo() {
        assertThat(Parsing.by("{\"format\": \"logfmt\", \"infer_types\": true}")
                        .event("a=1.10 b=92233720368547758079 c=\"1\" d=false e=+1 f=1h"))
                .isEqualTo("{\"a\":1.10,\"b\":92233720368547758079,\"c\":\"1\",\"d\":false,\"e\":\"+1\",\"f\":\"1h\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a=1 b='x \"y\"' c=\"it's \\\\ \\\"so\\\" \\n\" | {\"a\":\"1\",\"b\":\"x \\\"y\\\"\",\"c\":\"it's \\\\ \\\"so\\\" \\\\n\"}",
                "url=http://h/?q=1&r=2 | {\"url\":\"http://h/?q=1&r=2\"}",
                "a=1 a=2 =x b= | {\"a\":[\"1\",\"2\"],\"b\":\"\",\"_extra\":[\"=x\"]}",
                "  a=1   b  c=2 | {\"a\":\"1\",\"c\":\"2\",\"_extra\":[\"b\"]}",
                "_extra=1 b | {\"_extra\":[\"1\",[\"b\"]]}",
            })
    void readsKeysWithValues(String line, String event) {
        assertThat(KV.event(line)).isEqualTo(event);
    }

    @Test
    void takesSeparatorsAndQuotesOfYourOwn() {
        Parsing kv = Parsing.by("""
                {"format": "kv", "field_split": "|", "value_split": ":=", "quotes": "`", "prefix": "x."}""");
        assertThat(kv.event("first name: ana | team = `a|b` |\"q\":'r'|| z"))
                .isEqualTo("{\"x.first name\":\"ana\",\"x.team\":\"a|b\",\"x.\\\"q\\\"\":\"'r'\",\"_extra\":[\"z\"]}");
    }

    @Test
    void refusesLinesThatAreNoPairs() {
        assertThat(KV.rejection("a=1\nb=\"2\n")).startsWith("MALFORMED_PAYLOAD line 2: the quote is never closed");
        assertThat(KV.rejection("a=\"1\"2")).startsWith("MALFORMED_PAYLOAD there is text right after a closing quote");
        assertThat(KV.rejection("hello world")).startsWith("MALFORMED_PAYLOAD there is no key with a value");
        assertThat(KV.rejection("a=1 ".repeat(4097))).startsWith("TOO_LARGE more than 4096 pairs");
        assertThat(KV.rejection("a ".repeat(4097))).startsWith("TOO_LARGE more than 4096 words");
        assertThat(KV.rejection("a".repeat(1025) + "=1")).startsWith("TOO_LARGE a key of more than 1024");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"field_split\": \"\"",
                "\"field_split\": \"\\n\"",
                "\"value_split\": \"\"",
                "\"value_split\": \" =\"",
                "\"quotes\": \"=\"",
                "\"quotes\": \"«\", \"field_split\": \"«\""
            })
    void refusesSeparatorsThatCannotBeMeant(String options) {
        assertThat(Parsing.problems("{\"format\": \"kv\", " + options + "}")).hasSize(1);
    }
}
