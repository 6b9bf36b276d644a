package io.bytefreezer.transformations.formats.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.formats.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads events as Windows writes them, and nothing that XML allows beside. */
class WindowsEventXmlFormatTest {

    private static final String FORMAT = "windows_event_xml";
    private static final String SYSTEM = "<System><EventID>1</EventID></System>";

    private static String data(String data) {
        return Parsed.event(FORMAT, "<Event>" + SYSTEM + data + "</Event>");
    }

    @Test
    void losesNothingOfTheData() {
        assertThat(data("<EventData><Data Name='a'>1</Data><Data Name='a'>2</Data><Data>x</Data><Data/>"
                        + "<Binary>00FF</Binary></EventData>"))
                .isEqualTo("{\"event_id\":1,\"event_data\":{\"a\":[\"1\",\"2\"],\"param3\":\"x\",\"param4\":\"\","
                        + "\"Binary\":\"00FF\"}}");
        assertThat(data("<UserData><A xmlns:n='u' n:b='1'><C>x</C><C>y</C></A></UserData><Other>z</Other>"))
                .isEqualTo(
                        "{\"event_id\":1,\"user_data\":{\"A\":{\"b\":\"1\",\"C\":[\"x\",\"y\"]}},\"other\":{\"Other\":\"z\"}}");
    }

    @Test
    void keepsWhatSystemHasBesideItsUsualFields() {
        assertThat(Parsed.event(
                        FORMAT,
                        "<Event><System><EventID>x</EventID><Execution ProcessorID='3'/><New a='1'>2</New>"
                                + "</System></Event>"))
                .isEqualTo(
                        "{\"event_id\":\"x\",\"system\":{\"Execution_ProcessorID\":\"3\",\"New\":\"2\",\"New_a\":\"1\"}}");
    }

    @Test
    void readsTheRenderedMessage() {
        assertThat(
                        data(
                                "<RenderingInfo Culture='en-US'><Message>A user&#xD;\nlogged on &lt;now&gt;</Message></RenderingInfo>"))
                .contains("\"message\":\"A user\\r\\nlogged on <now>\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n", " \n "})
    void isDetectedAloneAndInNumbers(String before) {
        String event = "<Event xmlns='u'>" + SYSTEM + "</Event>";
        assertThat(Parsed.events("auto", before + event + "\n" + event)).hasSize(2);
        assertThat(Parsed.events("auto", before + "<Events>" + event + event + "</Events>"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<Event>",
                "<Event/>",
                "<Events/>",
                "<Other/>",
                "<Event><System/></Event></_><_>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Event><System/></Event>",
                "<Event><System><EventID>&b;</EventID></System></Event>",
                "<Event><System a='1' a='2'/></Event>",
                "<Event><System>\u0001</System></Event>"
            })
    void refusesWhatIsNone(String payload) {
        assertThat(Parsed.refused(FORMAT, payload)).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }

    @Test
    void refusesWhatGoesOverLimits() {
        assertThat(Parsed.refused(FORMAT, "<Event>".repeat(5_000))).isEqualTo(ErrorCode.TOO_DEEP);
        String name = "x".repeat(1025);
        assertThat(Parsed.refused(
                        FORMAT, "<Event>" + SYSTEM + "<EventData><Data Name='" + name + "'/></EventData></Event>"))
                .isEqualTo(ErrorCode.TOO_LARGE);
        String event = "<Event>" + SYSTEM + "</Event>";
        assertThat(Parsed.refused(FORMAT, event.repeat(10_001))).isEqualTo(ErrorCode.TOO_MANY_EVENTS);
    }

    @Test
    void readsManyElementsOfOneNameInOneGo() {
        assertThat(data("<a/>".repeat(200_000))).startsWith("{\"event_id\":1,\"other\":{\"a\":[");
    }

    @Test
    void leavesOtherXmlToText() {
        assertThat(Parsed.event("auto", "<Event><a/></Event>")).isEqualTo("{\"message\":\"<Event><a/></Event>\"}");
    }
}
