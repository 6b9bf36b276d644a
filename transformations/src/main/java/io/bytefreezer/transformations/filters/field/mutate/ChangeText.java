package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.Texts;
import java.util.Locale;

/**
 * Changes a text, or each text of a list.
 *
 * @param field the text
 * @param kind how
 */
record ChangeText(FieldPath field, Kind kind) implements Change {

    /** How a text changes. */
    enum Kind {
        /** To lower case. */
        LOWERCASE,
        /** To upper case. */
        UPPERCASE,
        /** Without white space at its ends. */
        STRIP;

        String of(String text) {
            return switch (this) {
                case LOWERCASE -> text.toLowerCase(Locale.ROOT);
                case UPPERCASE -> text.toUpperCase(Locale.ROOT);
                case STRIP -> text.strip();
            };
        }
    }

    @Override
    public Step compile(FilterScope scope) {
        return Step.of(field, this::apply);
    }

    private Verdict apply(Event event) {
        Object value = event.get(field);
        if (value == null) {
            return Verdict.PASS;
        }
        Object changed = Texts.each(value, kind::of);
        if (changed == null) {
            return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + field + "' is neither a text nor a list of texts");
        }
        return event.set(field, changed) ? Verdict.PASS : Verdict.pathConflict(field);
    }
}
