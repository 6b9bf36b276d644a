package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.DeepCopy;
import io.bytefreezer.transformations.value.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds one field's value to another's: lists and single values become one list, objects one object.
 *
 * @param source what is added; it stays
 * @param target what it is added to
 */
record Merge(FieldPath source, FieldPath target) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        int weightMax = scope.limits().payloadBytes();
        return Step.of(target, event -> apply(event, weightMax));
    }

    private Verdict apply(Event event, int weightMax) {
        Object added = event.get(source);
        Object to = event.get(target);
        if (added == null) {
            return Verdict.PASS;
        }
        if (Weight.of(added) + Weight.of(to) > weightMax) {
            return new Verdict.Reject(ErrorCode.TOO_LARGE, "'" + source + "' is too large to be merged");
        }
        Object merged = to == null ? DeepCopy.of(added) : merged(to, added);
        if (merged == null) {
            return new Verdict.Reject(
                    ErrorCode.WRONG_TYPE, "an object merges only with another: '" + source + "', '" + target + "'");
        }
        return event.set(target, merged) ? Verdict.PASS : Verdict.pathConflict(target);
    }

    /** Null when one is an object and the other is none. */
    private static @Nullable Object merged(Object to, Object added) {
        if (to instanceof Map<?, ?> object && added instanceof Map<?, ?> other) {
            Map<String, @Nullable Object> merged = DeepCopy.ofMap(object);
            merged.putAll(DeepCopy.ofMap(other));
            return merged;
        }
        if (to instanceof Map || added instanceof Map) {
            return null;
        }
        List<@Nullable Object> merged = new ArrayList<>(elements(to));
        merged.addAll(elements(added));
        return merged;
    }

    private static List<@Nullable Object> elements(Object value) {
        return DeepCopy.ofList(value instanceof List<?> list ? list : List.of(value));
    }
}
