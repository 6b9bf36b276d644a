package io.bytefreezer.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The different texts of a column in one row group, numbered as they came, up to a size. For one thread. */
final class TextDictionary {

    private static final int INITIAL_SLOTS = 64;
    private static final int NONE = -1;
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int bytesMax;
    /** Length and bytes of each text: the page of the dictionary. */
    private final PageBytes entries = new PageBytes();
    /** Where each text's bytes begin in it, and where those of the next would. */
    private int[] starts = new int[INITIAL_SLOTS];

    private int[] hashes = new int[INITIAL_SLOTS];
    private int[] slots = emptySlots(INITIAL_SLOTS);
    private int count;

    TextDictionary(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    int count() {
        return count;
    }

    PageBytes entries() {
        return entries;
    }

    /** The number of a text, negative if it is new and there is no room for it. A new one has the number {@link #count()} had before. */
    int numberOf(byte[] bytes, int at, int length) {
        int hash = hash(bytes, at, length);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != NONE) {
            int known = slots[slot];
            if (hashes[known] == hash && isSame(known, bytes, at, length)) {
                return known;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (entries.size() + Integer.BYTES + length > bytesMax) {
            return NONE;
        }
        slots[slot] = add(bytes, at, length, hash);
        if (2 * count > slots.length) {
            grow();
        }
        return count - 1;
    }

    private boolean isSame(int known, byte[] bytes, int at, int length) {
        int start = starts[known];
        if (starts[known + 1] - Integer.BYTES - start != length) {
            return false;
        }
        byte[] other = entries.array();
        if (length < Long.BYTES) {
            return few(other, start, length) == few(bytes, at, length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(other, start + i) != (long) LONGS.get(bytes, at + i)) {
                return false;
            }
        }
        return (long) LONGS.get(other, start + last) == (long) LONGS.get(bytes, at + last);
    }

    private int add(byte[] bytes, int at, int length, int hash) {
        entries.writeInt(length);
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            hashes = Arrays.copyOf(hashes, starts.length);
        }
        starts[count] = entries.size();
        hashes[count] = hash;
        entries.write(bytes, at, length);
        // The next one begins after its length.
        starts[count + 1] = entries.size() + Integer.BYTES;
        return count++;
    }

    private void grow() {
        slots = emptySlots(2 * slots.length);
        for (int number = 0; number < count; number++) {
            int slot = hashes[number] & (slots.length - 1);
            while (slots[slot] != NONE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number;
        }
    }

    private static int[] emptySlots(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, NONE);
        return slots;
    }

    /** Only spreads; an attacker who makes all texts collide makes one column slow, up to the size of the dictionary. */
    private static int hash(byte[] bytes, int at, int length) {
        long hash = length * FACTOR;
        if (length < Long.BYTES) {
            hash = mixed(hash ^ few(bytes, at, length));
        } else {
            int last = at + length - Long.BYTES;
            for (int i = at; i < last; i += Long.BYTES) {
                hash = mixed(hash ^ (long) LONGS.get(bytes, i));
            }
            // Some bytes may count twice.
            hash = mixed(hash ^ (long) LONGS.get(bytes, last));
        }
        return (int) (hash ^ (hash >>> Integer.SIZE));
    }

    /** Fewer than eight bytes as a number. */
    private static long few(byte[] bytes, int at, int length) {
        if (at + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, at) & ((1L << (length * Byte.SIZE)) - 1);
        }
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static long mixed(long value) {
        long product = value * FACTOR;
        return product ^ (product >>> Integer.SIZE);
    }
}
