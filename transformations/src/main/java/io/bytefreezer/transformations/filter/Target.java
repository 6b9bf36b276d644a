package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a filter puts the fields that it takes out of a text, and what they become on the way.
 *
 * @param path an object, to which they are added; nothing for the event itself
 * @param types what becomes of their texts, by their names
 * @param removeSource whether the text is removed then
 */
public record Target(Optional<FieldPath> path, Map<String, ValueType> types, boolean removeSource) {

    /** The option for {@code path}. */
    public static final Option<FieldPath> FIELD = Option.path(
            "target_field",
            "Object that the fields are added to; one that is there and no object is replaced. By default the event itself,"
                    + " whose fields of the same names are replaced.");

    /** The option for {@code types}. */
    public static final Option<Map<String, String>> TYPES = ValueType.option(
            "types", "Types of fields, by their names; the others are texts. An empty text becomes null.");

    /** The option for {@code removeSource}. */
    public static final Option<Boolean> REMOVE_SOURCE =
            Option.flag("remove_field", "Whether to remove the text.").defaultsTo(false);

    /** Copies the map. */
    public Target {
        types = Map.copyOf(types);
    }

    /** The target that such options say. */
    public static Target of(Options options) {
        return new Target(
                options.find(FIELD), ValueType.read(options.find(TYPES).orElse(Map.of())), options.get(REMOVE_SOURCE));
    }

    /**
     * Adds fields, of which those with types still are texts. The values are taken over.
     *
     * @param source where the text was that they come from
     */
    public Verdict add(Event event, FieldPath source, Map<String, @Nullable Object> made, Limits limits)
            throws EventException {
        for (Map.Entry<String, @Nullable Object> field : made.entrySet()) {
            if (field.getKey().length() > limits.fieldNameChars()) {
                throw new EventException(
                        ErrorCode.TOO_LARGE, "a name is longer than " + limits.fieldNameChars() + " characters");
            }
            ValueType type = types.get(field.getKey());
            if (type != null) {
                field.setValue(type.ofText(field.getKey(), field.getValue()));
            }
        }
        Verdict verdict = path.isPresent() ? addTo(path.get(), event, made) : addAll(event, made);
        if (removeSource && verdict instanceof Verdict.Pass && !replaces(source, made)) {
            event.remove(source);
        }
        return verdict;
    }

    /** Whether one of the fields stands where the text was. */
    private boolean replaces(FieldPath source, Map<String, @Nullable Object> made) {
        return path.map(target -> target.segments().equals(source.segments()))
                .orElseGet(() -> made.containsKey(source.text())
                        || made.containsKey(source.segments().getFirst()));
    }

    private static Verdict addAll(Event event, Map<String, @Nullable Object> made) {
        event.fields().putAll(made);
        return Verdict.PASS;
    }

    private static Verdict addTo(FieldPath path, Event event, Map<String, @Nullable Object> made) {
        Map<String, @Nullable Object> all = made;
        if (event.get(path) instanceof Map<?, ?> there) {
            all = new LinkedHashMap<>();
            for (Map.Entry<?, ?> field : there.entrySet()) {
                all.put((String) field.getKey(), field.getValue());
            }
            all.putAll(made);
        }
        return event.set(path, all) ? Verdict.PASS : Verdict.pathConflict(path);
    }
}
