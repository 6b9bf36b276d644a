package io.bytefreezer.transformations.event;

/** Why an event was rejected. The names are written to dead letters and metrics, so they never change. */
public enum ErrorCode {
    /** The payload is not one JSON object: broken syntax, invalid UTF-8, or another kind of value. */
    MALFORMED_JSON,
    /** The payload is JSON with the same key twice in one object, of which one value would be lost. */
    DUPLICATE_KEY,
    /** Objects and arrays are nested deeper than the limit. */
    TOO_DEEP,
    /** The payload, a field's name, or a number is longer than its limit. */
    TOO_LARGE,
    /** The payload is not a syslog message. */
    MALFORMED_SYSLOG,
    /** The payload is not of its format. */
    MALFORMED_PAYLOAD,
    /** The payload or an event becomes more events than the limit. */
    TOO_MANY_EVENTS,
    /** A condition could not be evaluated on this event, e.g. for a field that is missing; {@code has()} asks first. */
    CEL_ERROR,
    /** None of the patterns matches the source field. */
    GROK_NO_MATCH,
    /** A pattern matches, but what it captured is not of the type the pattern gives it. */
    GROK_CONVERSION,
    /** The pattern of a dissect filter does not fit the text. */
    DISSECT_NO_MATCH,
    /** A pattern took longer than its limit. */
    REGEX_TIMEOUT,
    /** A text is longer than patterns are tried on. */
    REGEX_INPUT_TOO_LONG,
    /** None of the formats parses the date. */
    UNPARSABLE_DATE,
    /** A filter needs a text or a number where the event has something else. */
    WRONG_TYPE,
    /** A value is of the right type and still none that the filter can work with. */
    BAD_VALUE,
    /** A path leads through a value that is not an object. */
    PATH_CONFLICT,
    /** What a filter has to look up is not there: a database or a table that is not loaded. */
    LOOKUP_UNAVAILABLE,
    /** A filter needs a secret that is not configured where the plan runs; {@code on_error: keep} does not keep the event. */
    SECRET_UNAVAILABLE,
    /** A filter sends it to another dataset, and it has gone through too many. */
    ROUTE_LOOP,
    /** A filter sends it to a dataset that its tenant does not have. */
    UNKNOWN_DATASET,
    /** A defect of the engine: the event is kept as a dead letter, and the detail says where it happened. */
    INTERNAL;

    /** Whether the payload is not what it was taken for, and may be something else. */
    public boolean isMalformed() {
        return this == MALFORMED_JSON || this == MALFORMED_SYSLOG || this == MALFORMED_PAYLOAD;
    }
}
