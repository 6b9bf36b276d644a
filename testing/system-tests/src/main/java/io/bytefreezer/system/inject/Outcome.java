package io.bytefreezer.system.inject;

/** What became of a fault. */
public sealed interface Outcome {

    /** It happened, and what it broke is mended. */
    record Injected() implements Outcome {}

    /**
     * It did not happen.
     *
     * @param reason why, for people
     */
    record Skipped(String reason) implements Outcome {}
}
