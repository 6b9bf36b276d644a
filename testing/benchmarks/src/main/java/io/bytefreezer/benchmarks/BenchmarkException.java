package io.bytefreezer.benchmarks;

import org.jspecify.annotations.Nullable;

/** A measurement that is void: something did not start, did not answer, or lost an event. Its message is for people. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what happened, and why where that is known. */
    public BenchmarkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
