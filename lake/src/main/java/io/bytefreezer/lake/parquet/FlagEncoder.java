package io.bytefreezer.lake.parquet;

import org.apache.parquet.format.Encoding;

/** Truths, eight in a byte, the first in its lowest bit. For one thread. */
final class FlagEncoder extends ColumnEncoder {

    private static final PageBytes NO_DICTIONARY = new PageBytes();

    private int waiting;
    private int bits;
    private long trues;

    FlagEncoder(PageCompressor compressor, int pageBytes) {
        super(compressor, pageBytes);
    }

    void add(boolean value) {
        waiting |= (value ? 1 : 0) << bits;
        trues += value ? 1 : 0;
        if (++bits == Byte.SIZE) {
            push();
        }
        added();
    }

    @Override
    ValueBounds bounds() {
        long present = rows() - nulls();
        return present == 0 ? ValueBounds.NONE : new ValueBounds(trues == present, trues > 0);
    }

    @Override
    Encoding drainTo(PageBytes page) {
        if (bits > 0) {
            push();
        }
        page.write(values.array(), 0, values.size());
        values.clear();
        return Encoding.PLAIN;
    }

    @Override
    PageBytes dictionary() {
        return NO_DICTIONARY;
    }

    @Override
    int dictionarySize() {
        return 0;
    }

    private void push() {
        values.write(waiting);
        waiting = 0;
        bits = 0;
    }
}
