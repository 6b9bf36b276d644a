package io.bytefreezer.transformations.formats.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the format's documentation shows, and what senders make of it. */
class CefFormatTest {

    private static final String HEADER = "CEF:0|Acme|Wall|1.0|100|worm stopped|10|";

    private static String extension(String text) {
        return Parsed.event("cef", HEADER + text);
    }

    @Test
    void readsEscapesOfHeaderAndExtension() {
        assertThat(Parsed.event("cef", "CEF:0|a\\|b|c\\\\d|e\\f|5|n=1|Low|msg=a|b x\\=y\\\\z\\q"))
                .contains("\"device_vendor\":\"a|b\"", "\"device_product\":\"c\\\\d\"", "\"device_version\":\"e\\\\f\"")
                .contains("\"name\":\"n=1\"", "\"severity\":\"Low\"", "\"msg\":\"a|b x=y\\\\z\\\\q\"");
    }

    @Test
    void givesAllBlanksBeforeAKeyButOneToTheValue() {
        assertThat(extension("act=blocked a  b   dst=1.1.1.1 "))
                .endsWith("\"act\":\"blocked a  b  \",\"dst\":\"1.1.1.1 \"}");
    }

    @Test
    void keepsEmptyValuesAndListsThoseOfAKeyThatRepeats() {
        assertThat(extension("act= src=1 src=2 src=3")).endsWith("\"act\":\"\",\"src\":[\"1\",\"2\",\"3\"]}");
    }

    @Test
    void keepsNumbersThatWouldComeOutOtherwise() {
        assertThat(extension("spt=0443 dpt=443 cn1=9007199254740993 in=99999999999999999999 cfp1=1.50 cnt=x"))
                .endsWith("\"spt\":\"0443\",\"dpt\":443,\"cn1\":9007199254740993,\"in\":\"99999999999999999999\","
                        + "\"cfp1\":1.50,\"cnt\":\"x\"}");
    }

    @Test
    void keepsTextWithoutAKey() {
        assertThat(extension("no key here")).endsWith("\"message\":\"no key here\"}");
    }

    @Test
    void leavesALabelThatWouldTakeAnotherFieldsPlace() {
        assertThat(extension("cs1=a cs1Label=src src=1")).endsWith("\"cs1\":\"a\",\"cs1Label\":\"src\",\"src\":\"1\"}");
        assertThat(extension("cs1=a cs1Label=name")).endsWith("\"cs1\":\"a\",\"cs1Label\":\"name\"}");
        assertThat(extension("cs1=a cs1Label=X cs2=b cs2Label=X"))
                .endsWith("\"X\":\"a\",\"cs2\":\"b\",\"cs2Label\":\"X\"}");
        assertThat(extension("cs1Label=alone cs2= cs2Label=Y")).endsWith("\"cs1Label\":\"alone\",\"Y\":\"\"}");
    }

    @Test
    void keepsAKeyThatTheHeaderHasToo() {
        assertThat(extension("name=a extension_name=b"))
                .contains("\"name\":\"worm stopped\"")
                .contains("\"a\"", "\"b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rt=1791756855000",
                "rt=Oct 11 2026 22:14:15",
                "rt=Oct 11 22:14:15.000 UTC",
                "end=Oct 11 2026 17:14:15 EST",
                "start=1791756855000"
            })
    void takesItsTimeFromTheDevice(String extension) {
        assertThat(extension(extension)).contains("\"timestamp\":\"2026-10-11T22:14:15Z\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Oct 11 22:14:15 gate ",
                "<134>Oct 11 22:14:15 gate ",
                "<134>1 2026-10-11T22:14:15Z gate - - - - ",
                "<134>1 2026-10-11T22:14:15Z gate cef 7 - [a b=\"c\"] \uFEFF"
            })
    void readsTheSyslogHeaderAround(String header) {
        String event = Parsed.event("cef", header + HEADER + "src=1");

        assertThat(event)
                .contains("\"hostname\":\"gate\"", "\"severity\":\"10\"", "\"timestamp\":\"2026-10-11T22:14:15Z\"");
        assertThat(Parsed.event("auto", header + HEADER + "src=1")).isEqualTo(event);
    }

    @Test
    void isNotSeenInTextThatQuotesOne() {
        assertThat(Parsed.event("auto", "he sent " + HEADER)).startsWith("{\"message\":");
        assertThat(Parsed.event("auto", "{\"m\":\"" + HEADER + "\"}")).startsWith("{\"m\":");
        assertThat(Parsed.event("auto", "<13>Oct 11 22:14:15 box app: CEF:0|short"))
                .contains("\"message\":\"CEF:0|short\"");
    }

    @Test
    void refusesWhatIsNone() {
        for (String payload : List.of("", "CEF:", "CEF:0", "CEF:0|a|b|c|d|e", "CEF:x|a|b|c|d|e|f|", "hello")) {
            assertThat(Parsed.refused("cef", payload)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
        }
        assertThat(Parsed.refused("cef", HEADER + "x".repeat(1025) + "=1")).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void takesAHeaderWithoutAnExtension() {
        assertThat(Parsed.event("cef", "CEF:0|a|b|c|d|e|5")).endsWith("\"severity\":\"5\"}");
    }

    @Test
    void readsLongExtensionsInOneGo() {
        assertThat(extension("k=v ".repeat(200_000))).contains("\"v\",\"v\"");
        assertThat(extension("a=" + "\\".repeat(400_000))).contains("\\\\");
    }
}
