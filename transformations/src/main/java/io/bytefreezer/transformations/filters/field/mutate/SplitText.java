package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.TextFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a list of a text.
 *
 * @param field the text
 * @param separator what stands between its parts
 * @param target where the list goes; nothing for the field itself
 */
record SplitText(FieldPath field, String separator, Optional<FieldPath> target) implements Change {

    @Override
    public Step compile(FilterScope scope) {
        if (separator.isEmpty()) {
            scope.config().at("split").report("an empty separator separates nothing");
        }
        FieldPath to = target.orElse(field);
        return Step.of(to, TextFunction.on(field, (event, text) -> TextFunction.set(event, to, parts(text))));
    }

    private List<@Nullable Object> parts(String text) throws EventException {
        List<@Nullable Object> parts = new ArrayList<>();
        int at = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, at)) {
            parts.add(text.substring(at, end));
            at = end + separator.length();
            if (parts.size() == ELEMENTS_MAX) {
                throw new EventException(ErrorCode.TOO_LARGE, "has more than " + ELEMENTS_MAX + " parts");
            }
        }
        parts.add(text.substring(at));
        return parts;
    }
}
