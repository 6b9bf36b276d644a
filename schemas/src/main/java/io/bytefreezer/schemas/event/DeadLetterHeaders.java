package io.bytefreezer.schemas.event;

/** Names of the Kafka headers that say why a record is in a dead-letter topic; their values are UTF-8 text. */
public final class DeadLetterHeaders {

    /** Where it failed: {@code parse}, {@code filter}, {@code decode} or {@code pack}. */
    public static final String STAGE = "bytefreezer.stage";

    /** Position and type of the filter that failed, e.g. {@code 2:grok}; absent when no filter did. */
    public static final String FILTER = "bytefreezer.filter";

    /** The error's code, e.g. {@code MALFORMED_JSON}. */
    public static final String ERROR = "bytefreezer.error";

    /** What was wrong, for a person. */
    public static final String MESSAGE = "bytefreezer.message";

    /** Topic the record was read from. */
    public static final String ORIGIN_TOPIC = "bytefreezer.origin.topic";

    /** Partition the record was read from. */
    public static final String ORIGIN_PARTITION = "bytefreezer.origin.partition";

    /** Offset of the record there. */
    public static final String ORIGIN_OFFSET = "bytefreezer.origin.offset";

    /** Version of the transformation that refused the record; 0 where none was active. */
    public static final String TRANSFORMATION_VERSION = "bytefreezer.transformation.version";

    /**
     * Bytes of the record's value before it was cut, because no record of its size fits in the dead-letter topic; absent
     * where the dead letter holds the whole value. The whole one is at the origin and, for raw records, in a raw object.
     */
    public static final String CUT_BYTES = "bytefreezer.cut.bytes";

    /** SHA-256 of the record's value before it was cut, in hexadecimal digits. */
    public static final String CUT_SHA256 = "bytefreezer.cut.sha256";

    private DeadLetterHeaders() {}
}
