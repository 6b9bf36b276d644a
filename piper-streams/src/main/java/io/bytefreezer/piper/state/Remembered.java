package io.bytefreezer.piper.state;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A value that a filter remembers.
 *
 * @param value the value, never changed
 * @param until when it is forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // goes to Kafka as it is
public record Remembered(byte[] value, Instant until) {

    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    /** As it is written to the topic: seconds and nanoseconds of its end, then the value. */
    public byte[] encoded() {
        return ByteBuffer.allocate(HEAD_BYTES + value.length)
                .putLong(until.getEpochSecond())
                .putInt(until.getNano())
                .put(value)
                .array();
    }

    /** What {@link #encoded} wrote; nothing for what is none. */
    public static Optional<Remembered> decode(byte[] bytes) {
        if (bytes.length < HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long seconds = in.getLong();
        int nanos = in.getInt();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return Optional.of(new Remembered(value, Instant.ofEpochSecond(seconds, nanos)));
    }
}
