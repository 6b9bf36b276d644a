package io.bytefreezer.lake.bloom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bits of a Bloom filter that is being made. Not thread-safe. */
final class BloomBits {

    /** Of a value that is not there one filter in about a thousand says that it may be. */
    private static final int BITS_PER_VALUE = 16;

    private static final int BYTES_MAX = 1 << 20;

    private final ByteBuffer bits;

    /** For so many values. Readers of other systems want powers of two. */
    BloomBits(long values) {
        long wanted = Math.max(BlockProbe.BLOCK_BYTES, Math.min(BYTES_MAX, values * BITS_PER_VALUE / Byte.SIZE));
        long bytes = Long.highestOneBit(wanted);
        bits = ByteBuffer.allocate((int) (bytes == wanted ? bytes : Math.min(BYTES_MAX, bytes * 2)))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    void add(long hash) {
        int block = (int) BlockProbe.blockOffset(hash, bits.capacity());
        for (int word = 0; word < BlockProbe.BLOCK_BYTES / Integer.BYTES; word++) {
            int at = block + word * Integer.BYTES;
            bits.putInt(at, bits.getInt(at) | BlockProbe.bit(hash, word));
        }
    }

    byte[] bytes() {
        return bits.array();
    }
}
