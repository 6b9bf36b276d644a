package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts together into which container runtimes cut long lines; the parts of the two streams come mixed. An event has the
 * fields of its first part. Belongs to one call.
 */
final class PartialLines {

    static final String MESSAGE = "message";

    /** Marks an event whose end is not in the payload. */
    private static final String PARTIAL_FIELD = "_partial";

    private final EventList events;
    private final MessageReader reader;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /** A line without its end, so far. */
    private record Pending(Map<String, @Nullable Object> fields, StringBuilder text) {}

    PartialLines(Limits limits, MessageReader reader) {
        this.events = new EventList(limits);
        this.reader = reader;
    }

    /**
     * Takes a part.
     *
     * @param stream the stream it is of
     * @param fields what the event has beside its message
     * @param text its text, without the end of a line
     * @param last whether its line ends here
     */
    void add(String stream, Map<String, @Nullable Object> fields, String text, boolean last) throws EventException {
        Pending begun = pending.remove(stream);
        if (begun == null && last) {
            emit(fields, text);
            return;
        }
        Pending line = begun == null ? new Pending(fields, new StringBuilder()) : begun;
        line.text().append(text);
        if (last) {
            emit(line.fields(), line.text().toString());
        } else {
            pending.put(stream, line);
        }
    }

    /** The events; lines without an end are events too, and say so. */
    List<Map<String, @Nullable Object>> events() throws EventException {
        for (Pending line : pending.values()) {
            line.fields().put(PARTIAL_FIELD, true);
            emit(line.fields(), line.text().toString());
        }
        return events.list();
    }

    private void emit(Map<String, @Nullable Object> fields, String text) throws EventException {
        reader.put(text, fields);
        events.add(fields);
    }
}
