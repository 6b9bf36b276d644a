package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The event being read: keeps its first bytes up to a limit and counts the rest. */
final class Frame {

    private static final int INITIAL_BYTES = 512;

    private final int bytesMax;
    private byte[] kept;
    private int size;
    private long length;

    Frame(int bytesMax) {
        this.bytesMax = bytesMax;
        this.kept = new byte[Math.min(INITIAL_BYTES, bytesMax)];
    }

    /** Moves {@code count} bytes from the buffer to the frame. */
    void append(ByteBuffer bytes, int count) {
        int keep = Math.min(count, bytesMax - size);
        reserve(size + keep);
        bytes.get(kept, size, keep);
        bytes.position(bytes.position() + count - keep);
        size += keep;
        length += count;
    }

    /** Bytes of the frame so far, with those beyond the limit. */
    long length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isOverflown() {
        return length > size;
    }

    boolean endsWith(char last) {
        return size > 0 && kept[size - 1] == last;
    }

    /** The bytes kept, followed by unused ones; not a copy. */
    byte[] bytes() {
        return kept;
    }

    /** The bytes kept, without the last {@code trim} of them; the frame is empty afterwards. */
    byte[] take(int trim) {
        byte[] taken = Arrays.copyOf(kept, size - trim);
        size = 0;
        length = 0;
        return taken;
    }

    private void reserve(int needed) {
        if (needed > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(bytesMax, Math.max(needed, kept.length * 2L)));
        }
    }
}
