package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.event.ErrorCode;
import java.util.List;

/**
 * An example of a format: shown to users, and run as a test, with an event received at 2026-10-11T22:14:20Z from 10.1.2.3.
 *
 * @param title what it shows
 * @param config the format's options, as JSON
 * @param payload the payload, as text
 * @param result what becomes of it
 */
public record FormatExample(String title, String config, String payload, Result result) {

    /** What an example shows to come out. */
    public sealed interface Result {}

    /**
     * Events.
     *
     * @param json each as JSON
     */
    public record Events(List<String> json) implements Result {

        /** Copies the list. */
        public Events {
            json = List.copyOf(json);
        }
    }

    /**
     * An error.
     *
     * @param code why
     */
    public record Rejected(ErrorCode code) implements Result {}

    /** An example of a payload that becomes events, without options. */
    public static FormatExample events(String title, String payload, String... json) {
        return configured(title, "{}", payload, json);
    }

    /** An example of a payload that becomes events. */
    public static FormatExample configured(String title, String config, String payload, String... json) {
        return new FormatExample(title, config, payload, new Events(List.of(json)));
    }

    /** An example of a payload that is not of this format. */
    public static FormatExample rejected(String title, String payload, ErrorCode code) {
        return new FormatExample(title, "{}", payload, new Rejected(code));
    }
}
