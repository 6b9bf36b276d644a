package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event before a filter of several steps, of which a later one may fail.
 *
 * @param fields its top level, with copies of what the steps change in place
 */
public record Snapshot(Map<String, @Nullable Object> fields) {

    /** Remembers an event whose fields at these paths may change, and no other. */
    @SuppressWarnings("NullAway") // a top-level field may be null; LinkedHashMap does not mind
    public static Snapshot of(Event event, Collection<FieldPath> changing) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(event.fields());
        for (FieldPath path : changing) {
            fields.computeIfPresent(path.segments().getFirst(), (name, value) -> DeepCopy.of(value));
            fields.computeIfPresent(path.text(), (name, value) -> DeepCopy.of(value));
        }
        return new Snapshot(fields);
    }

    /** Makes the event what it was. */
    public void restore(Event event) {
        event.fields().clear();
        event.fields().putAll(fields);
    }
}
