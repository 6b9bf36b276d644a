package io.bytefreezer.transformations.event;

import io.bytefreezer.transformations.state.KeyedState;
import io.bytefreezer.transformations.state.MemoryState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event between parsing and serialization, changed in place by one filter after the other.
 *
 * <p>It belongs to the one thread that applies the plan, from the parser that made it until it is serialized; no filter keeps
 * it. Values are {@link String}, {@link Long}, {@link ExactNumber}, {@link Boolean}, null, {@link List} and
 * {@link Map} with text keys, nothing else.
 */
public final class Event {

    /** Where {@code on_error: keep} notes what failed. */
    public static final String ERRORS = "_errors";

    private final RawInput input;
    private final Context context;
    private final KeyedState state;
    private final Map<String, @Nullable Object> fields;

    /** An event of these fields, which the event takes over. */
    public Event(RawInput input, Context context, Map<String, @Nullable Object> fields) {
        this(input, context, new MemoryState(), fields);
    }

    /** An event of these fields, which the event takes over, beside what filters remember of earlier ones. */
    public Event(RawInput input, Context context, KeyedState state, Map<String, @Nullable Object> fields) {
        this.input = input;
        this.context = context;
        this.state = state;
        this.fields = fields;
    }

    /** Another event of the same input. */
    public Event sibling(Map<String, @Nullable Object> others) {
        return new Event(input, context, state, others);
    }

    /** What filters remember of earlier events. */
    public KeyedState state() {
        return state;
    }

    /** What the event was made of. */
    public RawInput input() {
        return input;
    }

    /** Whose event it is. */
    public Context context() {
        return context;
    }

    /** The top level, in order; the map itself, not a copy. */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** The value at a path; null where there is none, and where it is null. */
    public @Nullable Object get(FieldPath path) {
        Object literal = fields.get(path.text());
        if (literal != null || (path.isTopLevel() && !path.text().startsWith("["))) {
            return literal;
        }
        return nested(path);
    }

    /** Whether there is a value, be it null. */
    public boolean has(FieldPath path) {
        if (fields.containsKey(path.text())) {
            return true;
        }
        return parentOf(path).map(parent -> parent.containsKey(last(path))).orElse(false);
    }

    /**
     * Sets the value at a path, making the objects on the way.
     *
     * @return false, with nothing changed, when something on the way is there and not an object
     */
    public boolean set(FieldPath path, @Nullable Object value) {
        if (!canSet(path)) {
            return false;
        }
        if (fields.containsKey(path.text())) {
            fields.put(path.text(), value);
            return true;
        }
        Map<String, @Nullable Object> parent = fields;
        for (String name : path.segments().subList(0, path.segments().size() - 1)) {
            parent = childOf(parent, name);
        }
        parent.put(last(path), value);
        return true;
    }

    /** Whether {@link #set} would succeed. */
    public boolean canSet(FieldPath path) {
        if (path.isTopLevel() || fields.containsKey(path.text())) {
            return true;
        }
        Object at = fields;
        for (String name : path.segments().subList(0, path.segments().size() - 1)) {
            at = ((Map<?, ?>) at).get(name);
            if (at == null) {
                return true;
            }
            if (!(at instanceof Map)) {
                return false;
            }
        }
        return true;
    }

    /** Removes the field, if it is there; objects that it leaves empty stay. */
    public void remove(FieldPath path) {
        if (fields.containsKey(path.text())) {
            fields.remove(path.text());
        } else {
            parentOf(path).ifPresent(parent -> parent.remove(last(path)));
        }
    }

    private @Nullable Object nested(FieldPath path) {
        Object at = fields;
        for (String name : path.segments()) {
            at = at instanceof Map<?, ?> map ? map.get(name) : element(at, name);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable Object element(@Nullable Object at, String index) {
        if (!(at instanceof List<?> list)
                || index.length() > 9
                || !index.chars().allMatch(Character::isDigit)) {
            return null;
        }
        int position = Integer.parseInt(index);
        return position < list.size() ? list.get(position) : null;
    }

    private Optional<Map<String, @Nullable Object>> parentOf(FieldPath path) {
        Object at = fields;
        for (String name : path.segments().subList(0, path.segments().size() - 1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at instanceof Map<?, ?> map ? Optional.of(object(map)) : Optional.empty();
    }

    private static Map<String, @Nullable Object> childOf(Map<String, @Nullable Object> parent, String name) {
        if (parent.get(name) instanceof Map<?, ?> child) {
            return object(child);
        }
        Map<String, @Nullable Object> child = new LinkedHashMap<>();
        parent.put(name, child);
        return child;
    }

    @SuppressWarnings("unchecked") // every map in an event has text keys: see the class's own Javadoc
    private static Map<String, @Nullable Object> object(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    private static String last(FieldPath path) {
        return path.segments().getLast();
    }
}
