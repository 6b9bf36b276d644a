package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs of containers as Docker's {@code json-file} driver writes them, see
 * <a href="https://docs.docker.com/engine/logging/drivers/json-file/">its manual</a>.
 *
 * @param inner what containers write
 */
public record DockerFormat(String inner) implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "docker",
            "Lines of Docker's json-file log driver: JSON objects with `log`, `stream` and `time`. A line is an event with"
                    + " `timestamp`, `stream`, `message` and whatever else the object holds. Docker cuts lines of more than 16"
                    + " KiB: parts, of which only the last one's `log` ends with the end of a line, are put together. Parts"
                    + " whose last one is not in the payload are an event with `_partial` true.",
            List.of("docker", "docker-json", "json-file"),
            Detector.NEVER, // it is ndjson
            List.of(MessageReader.INNER),
            options -> new DockerFormat(options.get(MessageReader.INNER)),
            List.of(
                    FormatExample.events("A line in two parts", """
                            {"log":"It is a long","stream":"stdout","time":"2026-10-11T22:14:15.003669794Z"}
                            {"log":" story\\n","stream":"stdout","time":"2026-10-11T22:14:15.003669795Z"}
                            """, """
                            {"timestamp": "2026-10-11T22:14:15.003669794Z", "stream": "stdout",
                             "message": "It is a long story"}"""),
                    FormatExample.configured(
                            "An application that logs JSON, and a crash that does not", """
                            {"inner": "json"}""", """
                            {"log":"{\\"level\\":\\"warn\\",\\"took\\":1.50}\\n","stream":"stdout","time":"2026-10-11T22:14:15Z"}
                            {"log":"panic: nil\\n","stream":"stderr","time":"2026-10-11T22:14:16Z","attrs":{"tag":"web"}}
                            """, """
                            {"timestamp": "2026-10-11T22:14:15Z", "stream": "stdout", "log": {"level": "warn", "took": 1.50}}""", """
                            {"timestamp": "2026-10-11T22:14:16Z", "stream": "stderr", "attrs": {"tag": "web"},
                             "message": "panic: nil"}"""),
                    FormatExample.rejected("No log", """
                            {"stream":"stdout","time":"2026-10-11T22:14:15Z"}""", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        JsonReader json = new JsonReader(scope.limits());
        MessageReader reader = MessageReader.of(inner, scope.limits());
        return input -> events(input.payload(), json, reader, scope.limits());
    }

    private static List<Map<String, @Nullable Object>> events(
            byte[] payload, JsonReader json, MessageReader reader, Limits limits) throws EventException {
        PartialLines lines = new PartialLines(limits, reader);
        Lines.each(payload, line -> {
            if (!Lines.isBlank(line)) {
                add(json.object(line), lines);
            }
        });
        return lines.events();
    }

    private static void add(Map<String, @Nullable Object> object, PartialLines lines) throws EventException {
        if (!(object.remove("log") instanceof String text)) {
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "it has no text in `log`, as Docker's objects have");
        }
        Object time = object.remove("time");
        Object stream = object.remove("stream");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (time != null) {
            fields.put("timestamp", time);
        }
        if (stream != null) {
            fields.put("stream", stream);
        }
        fields.putAll(object);
        boolean last = text.endsWith("\n");
        lines.add(String.valueOf(stream), fields, last ? withoutEnd(text) : text, last);
    }

    private static String withoutEnd(String text) {
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}
