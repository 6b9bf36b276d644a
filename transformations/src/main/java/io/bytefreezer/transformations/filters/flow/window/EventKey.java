package io.bytefreezer.transformations.filters.flow.window;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.value.ValueHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What events are told apart by: the hash of some of their fields, never the values themselves, which nobody should find in a
 * state.
 *
 * @param fields the fields; none for the whole event
 */
record EventKey(List<FieldPath> fields) {

    EventKey {
        fields = List.copyOf(fields);
    }

    /** The key; null for an event that has none of the fields. */
    @Nullable String of(Event event) {
        ValueHash hash = new ValueHash();
        if (fields.isEmpty()) {
            return hash.add(event.fields()).key();
        }
        boolean found = false;
        for (FieldPath field : fields) {
            if (event.has(field)) {
                hash.add(event.get(field));
                found = true;
            } else {
                hash.addMissing();
            }
        }
        return found ? hash.key() : null;
    }
}
