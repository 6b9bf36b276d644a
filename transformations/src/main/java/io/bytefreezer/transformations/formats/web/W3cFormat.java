package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.EventList;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The W3C's <a href="https://www.w3.org/TR/WD-logfile.html">Extended Log File Format</a>, with the conventions of
 * <a href="https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging">Microsoft's servers</a>.
 *
 * @param fields names of the fields of payloads without {@code #Fields}
 */
public record W3cFormat(Optional<List<String>> fields) implements Format {

    private static final Option<List<String>> FIELDS = Option.texts(
            "fields",
            "The fields of a line, as #Fields names them, for payloads that come without this directive: shippers of files"
                    + " send lines. A text of names with blanks between them will do. A directive in the payload wins.");

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "w3c",
            "Logs in the W3C's Extended Log File Format, such as those of IIS. A line is an event with the fields that #Fields"
                    + " names, in lower case with `_` for what is no letter: `cs(User-Agent)` is `cs_user_agent`. `date` and"
                    + " `time`, which are of UTC, become `timestamp`; what is `-` is left out; `+` in the user agent is a"
                    + " blank, as IIS means it; statuses, ports, byte counts and times taken are numbers.",
            List.of("w3c", "iis"),
            Detector.NEVER,
            List.of(FIELDS),
            options -> new W3cFormat(options.find(FIELDS)),
            List.of(
                    FormatExample.events("A file of IIS", """
                            #Software: Microsoft Internet Information Services 10.0
                            #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status time-taken
                            2026-10-11 22:14:15 10.0.0.5 GET /shop id=a+b Mozilla/5.0+(X11) 200 31
                            2026-10-11 22:14:16 10.0.0.5 GET / - - 500 1203
                            """, """
                            {"timestamp": "2026-10-11T22:14:15Z", "s_ip": "10.0.0.5", "cs_method": "GET",
                             "cs_uri_stem": "/shop", "cs_uri_query": "id=a+b", "cs_user_agent": "Mozilla/5.0 (X11)",
                             "sc_status": 200, "time_taken": 31}""", """
                            {"timestamp": "2026-10-11T22:14:16Z", "s_ip": "10.0.0.5", "cs_method": "GET",
                             "cs_uri_stem": "/", "sc_status": 500, "time_taken": 1203}"""),
                    FormatExample.configured(
                            "A line by itself", """
                            {"fields": "date time c-ip cs-method sc-status"}""", "2026-10-11 22:14:15.250 192.0.2.7 GET 404\n", """
                            {"timestamp": "2026-10-11T22:14:15.250Z", "c_ip": "192.0.2.7", "cs_method": "GET",
                             "sc_status": 404}"""),
                    FormatExample.rejected(
                            "Nobody named the fields",
                            "2026-10-11 22:14:15 192.0.2.7 GET 404\n",
                            ErrorCode.MALFORMED_PAYLOAD)));

    /** Copies the list. */
    public W3cFormat {
        fields = fields.map(List::copyOf);
    }

    @Override
    public FormatFunction compile(FormatScope scope) {
        W3cNames names = names(scope);
        return input -> events(input, names, scope.limits());
    }

    private @Nullable W3cNames names(FormatScope scope) {
        if (fields.isEmpty()) {
            return null;
        }
        List<String> identifiers = fields.get().stream()
                .flatMap(text -> List.of(text.strip().split("[ \t]+")).stream())
                .toList();
        try {
            return W3cNames.of(identifiers, scope.limits().fieldNameChars());
        } catch (EventException e) {
            scope.config().at("fields").report(e.detail());
            return null;
        }
    }

    private static List<Map<String, @Nullable Object>> events(RawInput input, @Nullable W3cNames names, Limits limits)
            throws EventException {
        W3cLog log = new W3cLog(names, limits.fieldNameChars());
        EventList events = new EventList(limits);
        Lines.eachFilled(input.payload(), line -> {
            Map<String, @Nullable Object> event = log.read(line);
            if (event != null) {
                events.add(event);
            }
        });
        return events.list();
    }
}
