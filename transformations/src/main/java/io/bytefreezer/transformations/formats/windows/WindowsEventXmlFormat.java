package io.bytefreezer.transformations.formats.windows;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.EventBudget;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events of the Windows Event Log as XML, as Microsoft's "Event Schema" (Windows Event Log) defines it. */
public record WindowsEventXmlFormat() implements Format {

    private static final int LOOK_BYTES_MAX = 512;

    /** An {@code <Event>} or {@code <Events>} right at the start, or behind the XML declaration. */
    private static final Pattern START =
            Pattern.compile("(?:\\u00EF\\u00BB\\u00BF)?+\\s*+(?:<\\?xml\\b[^>]{0,200}+>\\s*+)?+"
                    + "<(?:[A-Za-z]{1,20}:)?+Events?+[\\s>]");

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "windows_event_xml",
            "Events of the Windows Event Log as XML: one `<Event>`, several behind each other, or several in"
                    + " `<Events>`. What `System` says becomes fields; the named `Data` of `EventData` go to `event_data`,"
                    + " those without a name as `param1`, `param2`, …; `UserData` goes to `user_data`, the rendered"
                    + " message to `message`. A document type is refused, and with it every entity.",
            List.of("windows_event_xml", "winevent", "wineventlog", "application/x-windows-event+xml"),
            WindowsEventXmlFormat::looksLike,
            List.of(),
            options -> new WindowsEventXmlFormat(),
            List.of(
                    FormatExample.events("A failed logon", """
                            <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>
                            <Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>4625</EventID><Level>0</Level>
                            <Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime="2026-10-11T22:14:15.1234567Z"/>
                            <EventRecordID>229977</EventRecordID><Execution ProcessID="516" ThreadID="3240"/>
                            <Channel>Security</Channel><Computer>DC01.example.com</Computer></System>
                            <EventData><Data Name="TargetUserName">zoe</Data><Data Name="IpAddress">192.0.2.7</Data></EventData>
                            </Event>""", """
                            {"provider": "Microsoft-Windows-Security-Auditing", "event_id": 4625, "level": 0,
                             "keywords": "0x8010000000000000", "timestamp": "2026-10-11T22:14:15.1234567Z",
                             "record_id": 229977, "process_id": 516, "thread_id": 3240, "channel": "Security",
                             "computer": "DC01.example.com", "level_name": "information",
                             "event_data": {"TargetUserName": "zoe", "IpAddress": "192.0.2.7"}}"""),
                    FormatExample.events("Two events, with unnamed data and with user data", """
                            <Events><Event><System><EventID Qualifiers="0">1000</EventID></System>
                            <EventData><Data>app.exe</Data><Data>1.0</Data></EventData></Event>
                            <Event><System><EventID>104</EventID></System><UserData><LogFileCleared>
                            <Channel>System</Channel></LogFileCleared></UserData></Event></Events>""", """
                            {"event_id": 1000, "qualifiers": 0, "event_data": {"param1": "app.exe", "param2": "1.0"}}""", """
                            {"event_id": 104, "user_data": {"LogFileCleared": {"Channel": "System"}}}"""),
                    FormatExample.rejected("A document type", """
                            <!DOCTYPE Event [<!ENTITY a "b">]><Event><System/></Event>""", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        Limits limits = scope.limits();
        return input -> events(Text.of(input.payload()), limits);
    }

    private static boolean looksLike(byte[] payload) {
        // Most payloads end here: what begins so starts with markup, a blank or a byte order mark.
        if (payload.length == 0 || (payload[0] != '<' && payload[0] > ' ')) {
            return false;
        }
        int length = Math.min(payload.length, LOOK_BYTES_MAX);
        return START.matcher(new String(payload, 0, length, StandardCharsets.ISO_8859_1))
                .lookingAt();
    }

    private static List<Map<String, @Nullable Object>> events(Text text, Limits limits) throws EventException {
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        EventBudget budget = new EventBudget(limits);
        for (XmlElement top : XmlTree.read(text.value(), limits)) {
            List<XmlElement> elements = top.name().equals("Events") ? top.children() : List.of(top);
            for (XmlElement element : elements) {
                if (!element.name().equals("Event")) {
                    throw new EventException(
                            ErrorCode.MALFORMED_PAYLOAD,
                            "not a Windows event: found <" + element.name() + ">, expected <Event>");
                }
                budget.spend(0);
                events.add(WindowsEvent.fields(element, limits));
            }
        }
        if (events.isEmpty()) {
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "not a Windows event: it has no <Event>");
        }
        text.addRaw(events.getFirst());
        return events;
    }
}
