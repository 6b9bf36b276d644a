package io.bytefreezer.transformations.network;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address of the Internet Protocol. One of version 4 has the bits of its mapped form {@code ::ffff:a.b.c.d} (RFC 4291,
 * section 2.5.5.2), so both are the same host, and only {@link #bytes()} tells them apart.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param isVersion4 whether it was written as one of version 4
 */
public record IpAddress(long high, long low, boolean isVersion4) {

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xFFFFL << 32;

    /**
     * The address that a text says. Version 4 has four decimal numbers without leading zeros (RFC 6943, section 3.1.1, tells what
     * comes of guessing), version 6 is as in RFC 4291, section 2.2; a zone behind a {@code %} (RFC 4007) is left out.
     */
    public static Optional<IpAddress> parse(String text) {
        return IpText.parse(text);
    }

    static IpAddress version4(long bits) {
        return new IpAddress(0, MAPPED | bits, true);
    }

    /** Whether it is one of version 4, written as such or mapped into version 6. */
    public boolean isMapped() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** In network order: 4 of them or 16. */
    public byte[] bytes() {
        return isVersion4
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    /** As text: version 4 with four numbers, version 6 as RFC 5952 writes it. */
    public String text() {
        return isVersion4 ? dotted() : colons();
    }

    private String dotted() {
        return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
    }

    /** The longest run of zeros, the first of several, gives way to two colons. */
    private String colons() {
        if (isMapped()) {
            return "::ffff:" + dotted();
        }
        int from = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(i);
            if (run > length) {
                from = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i += i == from ? length : 1) {
            if (i == from) {
                text.append("::");
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    /** How many groups from this one on are zero. */
    private int zeros(int from) {
        int run = 0;
        while (from + run < GROUPS && group(from + run) == 0) {
            run++;
        }
        return run;
    }

    private int group(int i) {
        long half = i < GROUPS / 2 ? high : low;
        int shift = (GROUPS / 2 - 1 - i % (GROUPS / 2)) * Short.SIZE;
        return (int) (half >>> shift) & 0xFFFF;
    }

    /** Whether the other one has the same bits, however it was written. */
    boolean hasBitsOf(IpAddress other) {
        return high == other.high && low == other.low;
    }

    /** Compares them as unsigned numbers of 128 bits. */
    public int compareBits(IpAddress other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }
}
