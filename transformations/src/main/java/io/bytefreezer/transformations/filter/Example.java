package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.ErrorCode;

/**
 * An example of a filter: shown to users, and run as a test.
 *
 * @param title what it shows
 * @param config the filter's {@code config}, as JSON
 * @param input the event before, as JSON
 * @param result what becomes of it
 */
public record Example(String title, String config, String input, Result result) {

    /** What an example shows to come out. */
    public sealed interface Result {}

    /**
     * An event.
     *
     * @param json the event after, as JSON
     */
    public record Becomes(String json) implements Result {}

    /**
     * Nothing: the event is dropped.
     *
     * @param reason why
     */
    public record Dropped(String reason) implements Result {}

    /**
     * An error.
     *
     * @param code why
     */
    public record Rejected(ErrorCode code) implements Result {}

    /** An example of an event that changes. */
    public static Example becomes(String title, String config, String input, String output) {
        return new Example(title, config, input, new Becomes(output));
    }

    /** An example of an event that is dropped. */
    public static Example dropped(String title, String config, String input, String reason) {
        return new Example(title, config, input, new Dropped(reason));
    }

    /** An example of an event that is rejected. */
    public static Example rejected(String title, String config, String input, ErrorCode code) {
        return new Example(title, config, input, new Rejected(code));
    }
}
