package io.bytefreezer.lake.parquet;

import java.util.Arrays;

/** Which rows of a page have a value: Parquet's definition levels of a column without nesting. For one thread. */
final class LevelBits {

    private static final int INITIAL_SIZE = 64;

    /** Bits of the rows, as long as both kinds were seen: most columns have a value in each row. */
    private byte[] bits = new byte[INITIAL_SIZE];

    private boolean hasBits;
    private int rows;
    private int values;

    void add(boolean hasValue) {
        if (hasBits) {
            addBit(hasValue);
        } else if (hasValue != (values == rows) && rows > 0) {
            beginBits();
            addBit(hasValue);
        }
        rows++;
        values += hasValue ? 1 : 0;
    }

    int rows() {
        return rows;
    }

    /** Writes down that all rows so far were the same. */
    private void beginBits() {
        hasBits = true;
        int known = rows;
        boolean hadValue = values > 0;
        for (rows = 0; rows < known; rows++) {
            addBit(hadValue);
        }
    }

    private void addBit(boolean hasValue) {
        int at = rows >>> 3;
        if (at == bits.length) {
            bits = Arrays.copyOf(bits, 2 * at);
        }
        if (hasValue) {
            bits[at] |= (byte) (1 << (rows & 7));
        }
    }

    /** Writes the levels after their length, and forgets them. */
    void drainTo(PageBytes page, PageBytes scratch) {
        scratch.clear();
        if (values == 0 || values == rows) {
            scratch.writeVarint(rows << 1);
            scratch.write(values == 0 ? 0 : 1);
        } else {
            int groups = (rows + Byte.SIZE - 1) / Byte.SIZE;
            scratch.writeVarint(groups << 1 | 1);
            scratch.write(bits, 0, groups);
        }
        page.writeInt(scratch.size());
        page.write(scratch.array(), 0, scratch.size());
        if (hasBits) {
            Arrays.fill(bits, (byte) 0);
            hasBits = false;
        }
        rows = 0;
        values = 0;
    }
}
