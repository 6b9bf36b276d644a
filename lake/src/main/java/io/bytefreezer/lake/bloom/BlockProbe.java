package io.bytefreezer.lake.bloom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where in a split block Bloom filter a hash has its bits, and whether all of them are set. Pure.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">Parquet Bloom Filter</a>
 */
final class BlockProbe {

    /** Bytes of a block: of the whole filter, one value has its bits in one of these. */
    static final int BLOCK_BYTES = 32;

    private static final int[] SALT = {
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
    };

    private static final int BIT_SHIFT = 27;

    private BlockProbe() {}

    /** Where the block of a hash begins, in a filter of so many bytes. */
    static long blockOffset(long hash, int filterBytes) {
        long blocks = filterBytes / BLOCK_BYTES;
        return (((hash >>> 32) * blocks) >>> 32) * BLOCK_BYTES;
    }

    /** Whether a value with this hash may have been put into its block. */
    static boolean mayHold(byte[] block, long hash) {
        ByteBuffer words = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SALT.length; i++) {
            if ((words.getInt(i * Integer.BYTES) & bit(hash, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The bit of a hash in one of the eight words of its block. */
    static int bit(long hash, int word) {
        return 1 << (((int) hash * SALT[word]) >>> BIT_SHIFT);
    }
}
