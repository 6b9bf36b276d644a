package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.lookup.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What these filters have in common: how they take what they ask for, and what they do about answers that are none. */
final class Sources {

    /** Where filters note what they did, as a list of texts. */
    private static final FieldPath TAGS = FieldPath.of("_tags");

    private Sources() {}

    /** A text, a number or a truth value as text; null for an object or an array. */
    static @Nullable String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case ExactNumber number -> number.text();
            case Boolean flag -> flag.toString();
            default -> null;
        };
    }

    static Verdict wrongType(FieldPath field, String wanted) {
        return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + field + "' is not " + wanted);
    }

    static Verdict badValue(FieldPath field, String wanted) {
        return new Verdict.Reject(ErrorCode.BAD_VALUE, "'" + field + "' is not " + wanted);
    }

    static Verdict unavailable(Answer.Unavailable answer) {
        return new Verdict.Reject(ErrorCode.LOOKUP_UNAVAILABLE, answer.reason());
    }

    static Verdict set(Event event, FieldPath field, @Nullable Object value) {
        return event.set(field, value) ? Verdict.PASS : Verdict.pathConflict(field);
    }

    /** Adds a tag, once. */
    static Verdict tag(Event event, String tag) {
        Object before = event.get(TAGS);
        List<@Nullable Object> tags = new ArrayList<>();
        if (before instanceof List<?> list) {
            tags.addAll(list);
        } else if (before != null) {
            tags.add(before);
        }
        if (!tags.contains(tag)) {
            tags.add(tag);
        }
        return set(event, TAGS, tags);
    }
}
