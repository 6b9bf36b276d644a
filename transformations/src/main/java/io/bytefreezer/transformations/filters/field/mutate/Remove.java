package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;

/**
 * Removes a field.
 *
 * @param field the field
 */
record Remove(FieldPath field) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        return Step.of(field, event -> {
            event.remove(field);
            return Verdict.PASS;
        });
    }
}
