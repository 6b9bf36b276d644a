package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.control.decision.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a refused request is answered with. */
record ErrorView(
        @JsonPropertyDescription("A word for programs; it never changes.")
        String error,

        @JsonPropertyDescription("What is wrong and what to do, for people.")
        String message,

        @JsonPropertyDescription("JSON pointer to the place in the request's body.") @Nullable String pointer,

        @JsonPropertyDescription("What may have been meant.") @Nullable String suggestion,

        @JsonPropertyDescription("All that is wrong with a transformation.") @Nullable List<ProblemView> problems) {

    ErrorView {
        problems = problems == null ? null : List.copyOf(problems);
    }

    static ErrorView of(String error, String message) {
        return new ErrorView(error, message, null, null, null);
    }

    static ErrorView at(String pointer, String error, String message) {
        return new ErrorView(error, message, pointer, null, null);
    }

    static ErrorView of(Refusal refusal) {
        return new ErrorView(refusal.error(), refusal.message(), refusal.pointer(), null, null);
    }
}
