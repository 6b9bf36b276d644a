package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.transformations.option.Problem;
import org.jspecify.annotations.Nullable;

/** One thing wrong with a transformation document. */
record ProblemView(
        @JsonPropertyDescription("JSON pointer to the place in the document.")
        String pointer,

        @JsonPropertyDescription("Counts from 1.") @Nullable Integer line,
        @JsonPropertyDescription("Counts from 1.") @Nullable Integer column,
        String message,

        @JsonPropertyDescription("What may have been meant.") @Nullable String suggestion) {

    static ProblemView of(Problem problem) {
        Integer line = problem.line() > 0 ? problem.line() : null;
        Integer column = problem.line() > 0 ? problem.column() : null;
        return new ProblemView(problem.pointer(), line, column, problem.message(), problem.suggestion());
    }
}
