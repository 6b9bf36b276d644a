package io.bytefreezer.piper.judge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of the events that one raw event becomes: the first keeps its id, the others have ids of version 8
 * (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.8">RFC 9562</a>) made of it. 98 bits of each are a hash of the raw
 * event's id and the last 24 are the event's number, so that all of them are told by what they start with, without knowing how
 * many there are. Belongs to one thread.
 */
public final class EventIds {

    /** Most events of one raw event that can be told apart. */
    public static final int EVENTS_MAX = 1 << 24;

    private static final byte[] SALT = "bytefreezer.event".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 8;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW_MASK = 0x3FFF_FFFF_FF00_0000L;

    private final UUID raw;
    private @Nullable UUID family;

    /** The ids of what this raw event becomes. */
    public EventIds(UUID raw) {
        this.raw = raw;
    }

    /**
     * The id of one of the events.
     *
     * @param index its place among the events that were emitted, routed ones included, from 0
     * @throws IllegalArgumentException when it is negative or too large
     */
    public UUID of(int index) {
        if (index < 0 || index >= EVENTS_MAX) {
            throw new IllegalArgumentException("no event has the index " + index);
        }
        if (index == 0) {
            return raw;
        }
        UUID one = family();
        return new UUID(one.getMostSignificantBits(), one.getLeastSignificantBits() | index);
    }

    /** Whether it is the id of one of the events that the raw event may become. */
    public boolean has(UUID id) {
        return id.equals(raw)
                || (id.version() == VERSION
                        && id.getMostSignificantBits() == family().getMostSignificantBits()
                        && (id.getLeastSignificantBits() & -EVENTS_MAX) == family().getLeastSignificantBits());
    }

    /** What the ids of all events but the first have in common: an id with the number 0, which no event has. */
    public UUID family() {
        if (family == null) {
            byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(raw.getMostSignificantBits())
                    .putLong(raw.getLeastSignificantBits())
                    .array();
            ByteBuffer hash = ByteBuffer.wrap(sha256(id));
            long high = (hash.getLong() & ~VERSION_MASK) | VERSION_8;
            long low = (hash.getLong() & LOW_MASK) | VARIANT;
            family = new UUID(high, low);
        }
        return family;
    }

    private static byte[] sha256(byte[] id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return digest.digest(id);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
