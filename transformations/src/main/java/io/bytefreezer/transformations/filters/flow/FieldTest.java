package io.bytefreezer.transformations.filters.flow;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.value.LooseEquality;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test of fields; it holds when any of its conditions does for any of them, or without conditions when any of them is there.
 *
 * @param fields the fields; none for no test
 * @param equals a value it equals
 * @param notEquals a value it does not equal
 * @param contains a text it contains
 * @param matches an RE2 regular expression found in it
 */
record FieldTest(
        List<FieldPath> fields,
        Optional<Object> equals,
        Optional<Object> notEquals,
        Optional<String> contains,
        Optional<String> matches) {

    FieldTest {
        fields = List.copyOf(fields);
    }

    boolean exists() {
        return !fields.isEmpty();
    }

    boolean hasConditions() {
        return equals.isPresent() || notEquals.isPresent() || contains.isPresent() || matches.isPresent();
    }

    /** The test ready to run; a wrong expression is reported at its site. */
    Compiled compile(Limits limits, Site regexSite) {
        Pattern regex =
                matches.flatMap(text -> Re2.compile(text, limits, regexSite)).orElse(null);
        return new Compiled(this, regex, limits.regexInputBytes());
    }

    /** A test ready to run. */
    record Compiled(FieldTest test, @Nullable Pattern regex, int regexCharsMax) {

        boolean exists() {
            return test.exists();
        }

        boolean holds(Event event) {
            for (FieldPath field : test.fields) {
                if (event.has(field) && holds(event.get(field))) {
                    return true;
                }
            }
            return false;
        }

        private boolean holds(@Nullable Object value) {
            if (!test.hasConditions()) {
                return true;
            }
            if ((test.equals.isPresent() && LooseEquality.areEqual(value, test.equals.get()))
                    || (test.notEquals.isPresent() && !LooseEquality.areEqual(value, test.notEquals.get()))) {
                return true;
            }
            return value instanceof String text
                    && ((test.contains.isPresent() && text.contains(test.contains.get()))
                            || (regex != null && Re2.find(regex, text)));
        }

        /** The error of an event whose text is longer than expressions are tried on; null for any other. */
        @Nullable Verdict tooLong(Event event) {
            if (regex == null) {
                return null;
            }
            for (FieldPath field : test.fields) {
                if (event.get(field) instanceof String text && text.length() > regexCharsMax) {
                    return tooLong(field, text, regexCharsMax);
                }
            }
            return null;
        }

        static Verdict tooLong(FieldPath field, String text, int charsMax) {
            return new Verdict.Reject(
                    ErrorCode.REGEX_INPUT_TOO_LONG,
                    "'" + field + "' has " + text.length() + " characters; regular expressions are tried on up to "
                            + charsMax);
        }
    }
}
