package io.bytefreezer.transformations.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields that were seen before, to make each only once: a dataset's events have the same few. Safe for use by many
 * threads without locks: entries never change, and one that is overwritten, or seen late, is only made again.
 */
final class NameCache {

    /** A power of two. */
    private static final int SLOTS = 1024;

    /** Longer names are rarely the names of fields. */
    private static final int BYTES_MAX = 64;

    private final @Nullable Name[] slots = new Name[SLOTS];

    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Name(byte[] ascii, String text) {}

    /** The name that these ASCII bytes are. */
    String ascii(byte[] bytes, int from, int end) {
        if (end - from > BYTES_MAX) {
            return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        }
        int slot = Words.hash(bytes, from, end) & (SLOTS - 1);
        Name cached = slots[slot];
        if (cached != null && Arrays.equals(cached.ascii, 0, cached.ascii.length, bytes, from, end)) {
            return cached.text;
        }
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        slots[slot] = new Name(Arrays.copyOfRange(bytes, from, end), text);
        return text;
    }
}
