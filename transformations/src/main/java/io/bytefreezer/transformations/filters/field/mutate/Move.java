package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.DeepCopy;
import io.bytefreezer.transformations.value.Weight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies or renames a field.
 *
 * @param from where it is
 * @param to where it shall be
 * @param keeps whether it stays where it is, too
 */
record Move(String from, FieldPath to, boolean keeps) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        FieldPath source = Change.path(from, scope.config().at(keeps ? "copy" : "rename"));
        int weightMax = scope.limits().payloadBytes();
        return new Step(List.of(source, to), event -> keeps ? copy(event, source, weightMax) : rename(event, source));
    }

    private Verdict copy(Event event, FieldPath source, int weightMax) {
        if (!event.has(source)) {
            return Verdict.PASS;
        }
        Object value = event.get(source);
        // A field that is copied into itself doubles, and does so again with the next copy.
        if (Weight.of(value) > weightMax) {
            return new Verdict.Reject(ErrorCode.TOO_LARGE, "'" + source + "' is too large to be copied");
        }
        return set(event, DeepCopy.of(value));
    }

    private Verdict rename(Event event, FieldPath source) {
        if (!event.has(source) || source.segments().equals(to.segments())) {
            return Verdict.PASS;
        }
        if (!event.canSet(to)) {
            return Verdict.pathConflict(to);
        }
        Object value = event.get(source);
        event.remove(source);
        return set(event, value);
    }

    private Verdict set(Event event, @Nullable Object value) {
        return event.set(to, value) ? Verdict.PASS : Verdict.pathConflict(to);
    }
}
