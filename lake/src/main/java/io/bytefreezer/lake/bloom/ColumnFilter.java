package io.bytefreezer.lake.bloom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The Bloom filter of one column of a row group. Thread-safe.
 *
 * <p>Its header is read once, when the first value is looked for.
 */
final class ColumnFilter {

    /** How values are stored, and so hashed. */
    enum Stored {
        TEXT,
        INT32,
        INT64;

        /** The bytes that stand for a value in the filter; nothing for a number that such a column cannot hold. */
        Optional<byte[]> bytes(Object value) {
            return switch (this) {
                case TEXT -> Optional.of(value.toString().getBytes(StandardCharsets.UTF_8));
                case INT64 ->
                    Optional.of(little(Long.BYTES).putLong((Long) value).array());
                case INT32 -> {
                    long number = (Long) value;
                    yield number == (int) number
                            ? Optional.of(
                                    little(Integer.BYTES).putInt((int) number).array())
                            : Optional.empty();
                }
            };
        }

        private static ByteBuffer little(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * What a filter's header says.
     *
     * @param headerBytes its own length
     * @param filterBytes length of the bits after it
     */
    record Layout(int headerBytes, int filterBytes) {}

    private final long offset;
    private final Stored stored;
    private volatile Optional<Layout> layout = Optional.empty();

    ColumnFilter(long offset, Stored stored) {
        this.offset = offset;
        this.stored = stored;
    }

    long offset() {
        return offset;
    }

    Optional<Layout> layout() {
        return layout;
    }

    void keep(Layout read) {
        layout = Optional.of(read);
    }

    Optional<byte[]> bytes(Object value) {
        return stored.bytes(value);
    }

    /** Whether it can be asked for such a value. */
    boolean understands(Object value) {
        return (stored == Stored.TEXT) == (value instanceof String);
    }
}
