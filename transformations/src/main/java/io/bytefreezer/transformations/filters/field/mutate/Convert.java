package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the type of a field, or of each element of a list.
 *
 * @param field the field
 * @param type what it shall be
 */
record Convert(String field, ValueType type) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        FieldPath path = Change.path(field, scope.config().at("convert"));
        return Step.of(path, event -> apply(event, path));
    }

    private Verdict apply(Event event, FieldPath path) {
        Object value = event.get(path);
        if (value == null) {
            return Verdict.PASS;
        }
        try {
            Object converted = value instanceof List<?> list ? each(list) : type.require(field, value);
            return event.set(path, converted) ? Verdict.PASS : Verdict.pathConflict(path);
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), e.detail());
        }
    }

    private List<@Nullable Object> each(List<?> list) throws EventException {
        List<@Nullable Object> converted = new ArrayList<>(list.size());
        for (Object element : list) {
            converted.add(element == null ? null : type.require(field, element));
        }
        return converted;
    }
}
