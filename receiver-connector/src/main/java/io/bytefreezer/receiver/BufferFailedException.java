package io.bytefreezer.receiver;

import java.io.IOException;

/** The local disk does not take or give what is buffered there. What was in the buffer is read again from Kafka. */
final class BufferFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BufferFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
