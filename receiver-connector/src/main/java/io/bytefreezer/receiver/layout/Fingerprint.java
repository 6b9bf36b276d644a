package io.bytefreezer.receiver.layout;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * By what a record on Kafka is recognised when it is read again: an offset alone does not do, since a topic that was
 * deleted and created again starts over at 0.
 *
 * @param timestamp the record's time, milliseconds since the epoch
 * @param crc32c checksum of its value; that of no bytes for a record without value
 */
public record Fingerprint(long timestamp, int crc32c) {

    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,19})-([0-9a-f]{8})");

    /** The fingerprint of a record with this time and value. */
    public static Fingerprint of(long timestamp, byte @Nullable [] value) {
        CRC32C crc = new CRC32C();
        if (value != null) {
            crc.update(ByteBuffer.wrap(value));
        }
        return new Fingerprint(timestamp, (int) crc.getValue());
    }

    /** What {@link #toString} wrote, or nothing for other text. */
    public static Optional<Fingerprint> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            long timestamp = Long.parseLong(parts.group(1));
            return Optional.of(new Fingerprint(timestamp, Integer.parseUnsignedInt(parts.group(2), 16)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code <timestamp>-<checksum, 8 hex digits>}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-%08x", timestamp, crc32c);
    }
}
