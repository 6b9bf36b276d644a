package io.bytefreezer.transformations.filters.field.mutate;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.regex.Replacement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what a regular expression finds in a text, or in each text of a list.
 *
 * @param field the text
 * @param pattern the regular expression (RE2)
 * @param replacement what stands instead
 */
record Substitute(FieldPath field, String pattern, String replacement) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        Site site = scope.config().at("gsub");
        Pattern regex = Re2.compile(pattern, scope.limits(), site).orElse(null);
        if (regex == null) {
            return Step.of(field, FilterFunction.NOTHING);
        }
        Replacement with = Replacement.compile(replacement, regex, site);
        Limits limits = scope.limits();
        return Step.of(field, event -> apply(event, text -> with.replace(regex, text, true, limits)));
    }

    /** A change of a text that may fail. */
    private interface Replacing {
        String of(String text) throws EventException;
    }

    private Verdict apply(Event event, Replacing replacing) {
        Object value = event.get(field);
        if (value == null) {
            return Verdict.PASS;
        }
        try {
            Object replaced = value instanceof List<?> list ? each(list, replacing) : replacing.of(text(value));
            return event.set(field, replaced) ? Verdict.PASS : Verdict.pathConflict(field);
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), "'" + field + "': " + e.detail());
        }
    }

    private static List<@Nullable Object> each(List<?> list, Replacing replacing) throws EventException {
        List<@Nullable Object> replaced = new ArrayList<>(list.size());
        for (Object element : list) {
            replaced.add(replacing.of(text(element)));
        }
        return replaced;
    }

    private static String text(@Nullable Object value) throws EventException {
        if (value instanceof String text) {
            return text;
        }
        throw new EventException(ErrorCode.WRONG_TYPE, "is not a text");
    }
}
