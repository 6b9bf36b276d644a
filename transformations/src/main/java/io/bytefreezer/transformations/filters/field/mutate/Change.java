package io.bytefreezer.transformations.filters.field.mutate;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.option.Site;
import java.util.List;

/** One change of a mutate filter. Immutable. */
public sealed interface Change permits Assign, ChangeText, Convert, Join, Merge, Move, Remove, Substitute, SplitText {

    /** More elements than any list of an event needs. */
    int ELEMENTS_MAX = 100_000;

    /** What does it; what is wrong with it is reported. */
    Step compile(FilterScope scope);

    /**
     * A compiled change.
     *
     * @param fields all that it may change
     * @param function changes them, or none of them
     */
    record Step(List<FieldPath> fields, FilterFunction function) {

        /** Copies the list. */
        public Step {
            fields = List.copyOf(fields);
        }

        static Step of(FieldPath field, FilterFunction function) {
            return new Step(List.of(field), function);
        }
    }

    /** The path that a key of an option is; some other after it was reported that it is none. */
    static FieldPath path(String key, Site option) {
        return FieldPath.parse(key).orElseGet(() -> {
            option.at(key).report("'" + key + "' is no field path such as a.b or [a][b]");
            return FieldPath.of("unnamed");
        });
    }
}
