package io.bytefreezer.transformations.formats.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.EventList;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.json.JsonReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object a line (<a href="https://github.com/ndjson/ndjson-spec">NDJSON</a> 1.0, also called JSON Lines). */
public record NdjsonFormat() implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "ndjson",
            "One JSON object (RFC 8259) a line, each an event (NDJSON, also called JSON Lines). Blank lines are skipped. A line"
                    + " that is no object rejects the whole payload and is named, so that nothing is taken twice when the"
                    + " payload is sent again.",
            List.of(
                    "ndjson",
                    "application/x-ndjson",
                    "application/ndjson",
                    "jsonl",
                    "application/jsonl",
                    "application/x-jsonlines"),
            NdjsonFormat::looksLikeIt,
            List.of(),
            options -> new NdjsonFormat(),
            List.of(
                    FormatExample.events("An event a line", """
                            {"level": "info", "took_ms": 12}

                            {"level": "warn", "took_ms": 340}
                            """, """
                            {"level": "info", "took_ms": 12}""", """
                            {"level": "warn", "took_ms": 340}"""),
                    FormatExample.rejected("One line is broken: none is taken", """
                            {"level": "info"}
                            {"level": "wa
                            """, ErrorCode.MALFORMED_JSON),
                    FormatExample.rejected("An object over several lines is `json`", """
                            {
                              "level": "info"
                            }""", ErrorCode.MALFORMED_JSON)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        JsonReader reader = new JsonReader(scope.limits());
        return input -> events(input.payload(), reader, scope.limits());
    }

    private static List<Map<String, @Nullable Object>> events(byte[] payload, JsonReader reader, Limits limits)
            throws EventException {
        EventList events = new EventList(limits);
        Lines.each(payload, line -> {
            if (!Lines.isBlank(line)) {
                events.add(reader.object(line));
            }
        });
        return events.list();
    }

    /** An object that ends with its line, and another that begins after it: no JSON text has that, not even within a string. */
    private static boolean looksLikeIt(byte[] payload) {
        int end = 0;
        while (end < payload.length && payload[end] != '\n') {
            end++;
        }
        return firstFilled(payload, 0, 1) == '{'
                && firstFilled(payload, end - 1, -1) == '}'
                && firstFilled(payload, end + 1, 1) == '{';
    }

    /** The first byte from a position on, in one direction, that is no white space; 0 when there is none. */
    private static int firstFilled(byte[] payload, int from, int step) {
        for (int at = from; at >= 0 && at < payload.length; at += step) {
            if (payload[at] < 0 || payload[at] > ' ') {
                return payload[at];
            }
        }
        return 0;
    }
}
