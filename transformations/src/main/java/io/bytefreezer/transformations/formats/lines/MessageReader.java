package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.option.Option;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what a container wrote into its event: as text, or as the JSON object that it is. Immutable. */
@FunctionalInterface
interface MessageReader {

    /** The option that chooses. */
    Option<String> INNER = Option.choice(
                    "inner",
                    List.of("text", "json"),
                    "What containers write. With `json`, a line that is a JSON object becomes the field `log`; one that is not"
                            + " stays text in `message`, since what else a process writes is mixed in.")
            .defaultsTo("text");

    /** Puts the text of a whole line into an event. */
    void put(String text, Map<String, @Nullable Object> event);

    /** The reader that the option says. */
    static MessageReader of(String inner, Limits limits) {
        if (inner.equals("text")) {
            return (text, event) -> event.put(PartialLines.MESSAGE, text);
        }
        JsonReader json = new JsonReader(limits);
        return (text, event) -> {
            Map<String, @Nullable Object> object = object(text, json);
            event.put(object == null ? PartialLines.MESSAGE : "log", object == null ? text : object);
        };
    }

    private static @Nullable Map<String, @Nullable Object> object(String text, JsonReader json) {
        if (!text.startsWith("{")) {
            return null;
        }
        try {
            return json.object(text.getBytes(StandardCharsets.UTF_8));
        } catch (EventException e) {
            return null; // text that only looks like it, or over a limit: kept as it is
        }
    }
}
