package io.bytefreezer.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/** A record's bytes are not what the topic holds: the record is bad, its neighbours and the system are well. */
public final class UndecodableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** With what was wrong. */
    public UndecodableRecordException(String message) {
        super(message);
    }

    /** With what was wrong and the error it was seen by. */
    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
