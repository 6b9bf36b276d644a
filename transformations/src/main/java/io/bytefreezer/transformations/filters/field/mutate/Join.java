package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Makes a text of a list.
 *
 * @param field the list
 * @param separator what goes between its elements
 * @param target where the text goes; nothing for the field itself
 */
record Join(FieldPath field, String separator, Optional<FieldPath> target) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        FieldPath to = target.orElse(field);
        int charsMax = scope.limits().payloadBytes();
        return Step.of(to, event -> apply(event, to, charsMax));
    }

    private Verdict apply(Event event, FieldPath to, int charsMax) {
        Object value = event.get(field);
        if (value == null) {
            return Verdict.PASS;
        }
        if (!(value instanceof List<?> list)) {
            return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + field + "' is no list");
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            Object text = element == null ? "" : ValueType.STRING.convert(element);
            if (text == null) {
                return new Verdict.Reject(
                        ErrorCode.WRONG_TYPE, "element " + i + " of '" + field + "' is an object or a list");
            }
            joined.append(i == 0 ? "" : separator).append(text);
            if (joined.length() > charsMax) {
                return new Verdict.Reject(ErrorCode.TOO_LARGE, "'" + field + "' is too large to be joined");
            }
        }
        return event.set(to, joined.toString()) ? Verdict.PASS : Verdict.pathConflict(to);
    }
}
