package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.time.Rfc3339;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs of containers as the Kubernetes Container Runtime Interface has them, {@code time stream tags message}, see
 * <a href="https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md">CRI: Log Management</a>.
 *
 * @param inner what containers write
 */
public record CriFormat(String inner) implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "cri",
            "Lines of containers' logs in Kubernetes (CRI: containerd, CRI-O): time, stream, `P` for a part or `F` for the last"
                    + " one, message. A line is an event with `timestamp`, `stream` and `message`; parts are put together."
                    + " Parts whose last one is not in the payload are an event with `_partial` true.",
            List.of("cri", "containerd", "cri-o"),
            CriFormat::looksLikeIt,
            List.of(MessageReader.INNER),
            options -> new CriFormat(options.get(MessageReader.INNER)),
            List.of(
                    FormatExample.events(
                            "A line in two parts, and one of the other stream between them", """
                            2026-10-11T22:14:15.003669794Z stdout P It is a long
                            2026-10-11T22:14:15.103669794Z stderr F oops
                            2026-10-11T22:14:15.203669794Z stdout F  story
                            """, """
                            {"timestamp": "2026-10-11T22:14:15.103669794Z", "stream": "stderr", "message": "oops"}""", """
                            {"timestamp": "2026-10-11T22:14:15.003669794Z", "stream": "stdout",
                             "message": "It is a long story"}"""),
                    FormatExample.configured(
                            "An application that logs JSON",
                            """
                            {"inner": "json"}""",
                            "2026-10-11T22:14:15.5+02:00 stdout F {\"level\":\"warn\",\"took\":1.50}",
                            """
                            {"timestamp": "2026-10-11T22:14:15.5+02:00", "stream": "stdout",
                             "log": {"level": "warn", "took": 1.50}}"""),
                    FormatExample.rejected("No stream", "2026-10-11T22:14:15Z started", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        MessageReader reader = MessageReader.of(inner, scope.limits());
        return input -> {
            PartialLines lines = new PartialLines(scope.limits(), reader);
            Lines.eachFilled(input.payload(), line -> add(line, lines));
            return lines.events();
        };
    }

    private static void add(Text text, PartialLines lines) throws EventException {
        String line = text.value();
        int stream = line.indexOf(' ') + 1;
        int tags = stream == 0 ? 0 : line.indexOf(' ', stream) + 1;
        if (tags == 0 || !hasTags(line, tags)) {
            throw malformed("it is not `time stream P message` or `time stream F message`");
        }
        String timestamp = line.substring(0, stream - 1);
        String name = line.substring(stream, tags - 1);
        if (Rfc3339.parse(timestamp) == null) {
            throw malformed("it does not begin with a time in RFC 3339");
        }
        if (!name.equals("stdout") && !name.equals("stderr")) {
            throw malformed("the stream is neither stdout nor stderr");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", timestamp);
        fields.put("stream", name);
        text.addRaw(fields);
        int end = line.indexOf(' ', tags);
        lines.add(name, fields, end < 0 ? "" : line.substring(end + 1), line.charAt(tags) == 'F');
    }

    /** {@code P} or {@code F}; further tags may follow after colons. */
    private static boolean hasTags(String line, int at) {
        boolean known = at < line.length() && (line.charAt(at) == 'P' || line.charAt(at) == 'F');
        return known && (at + 1 == line.length() || line.charAt(at + 1) == ' ' || line.charAt(at + 1) == ':');
    }

    private static EventException malformed(String what) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, what);
    }

    /** Whether it begins with a time, and one of the two streams follows: nothing else does. */
    private static boolean looksLikeIt(byte[] payload) {
        int at = 0;
        while (at < payload.length && at < 40 && payload[at] != ' ') {
            at++;
        }
        boolean time = at >= 20 && at + 9 < payload.length && payload[4] == '-' && payload[10] == 'T';
        return time && isStream(payload, at);
    }

    private static boolean isStream(byte[] payload, int at) {
        return payload[at] == ' '
                && payload[at + 1] == 's'
                && payload[at + 2] == 't'
                && payload[at + 3] == 'd'
                && payload[at + 7] == ' ';
    }
}
