package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.DeepCopy;

/**
 * Sets a field.
 *
 * @param field the field
 * @param value what to
 * @param updates whether only a field that is there is set
 */
record Assign(String field, Object value, boolean updates) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        FieldPath path = Change.path(field, scope.config().at(updates ? "update" : "replace"));
        return Step.of(path, event -> apply(event, path));
    }

    private Verdict apply(Event event, FieldPath path) {
        if (updates && !event.has(path)) {
            return Verdict.PASS;
        }
        return event.set(path, DeepCopy.of(value)) ? Verdict.PASS : Verdict.pathConflict(path);
    }
}
