package io.bytefreezer.transformations.event;

import java.time.Duration;

/**
 * How much one document or one event may cost. What goes over a limit is a problem of the document or an error of that one
 * event, never a stall.
 *
 * @param payloadBytes largest payload that is parsed
 * @param depth deepest nesting of objects and arrays
 * @param fieldNameChars longest field name
 * @param regexInputBytes longest text, in UTF-8 bytes, that a grok pattern or a regular expression is tried on
 * @param regexTime longest time of one grok match. This net under patterns that backtrack is the only thing here that depends
 *     on the machine: joni reads the monotonic clock every few thousand steps
 * @param celIterations most loop iterations of one evaluation of a condition
 * @param documentChars longest transformation document
 * @param filters most filters of one document
 * @param expressionChars longest condition or pattern
 * @param events most events that one payload becomes
 */
public record Limits(
        int payloadBytes,
        int depth,
        int fieldNameChars,
        int regexInputBytes,
        Duration regexTime,
        int celIterations,
        int documentChars,
        int filters,
        int expressionChars,
        int events) {

    /** What services run with when they configure nothing else. */
    public static final Limits DEFAULT = new Limits(
            16 * 1024 * 1024, 64, 1024, 64 * 1024, Duration.ofSeconds(1), 10_000, 1024 * 1024, 200, 16 * 1024, 10_000);
}
