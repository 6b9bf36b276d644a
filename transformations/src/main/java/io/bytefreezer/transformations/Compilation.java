package io.bytefreezer.transformations;

import io.bytefreezer.transformations.option.Problem;
import java.util.List;

/** What came of compiling a transformation document. */
public sealed interface Compilation {

    /**
     * The document is right.
     *
     * @param plan what it does
     */
    record Compiled(Plan plan) implements Compilation {}

    /**
     * The document is wrong.
     *
     * @param problems everything that is wrong with it, at least one
     */
    record Invalid(List<Problem> problems) implements Compilation {

        /** Copies the list. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
