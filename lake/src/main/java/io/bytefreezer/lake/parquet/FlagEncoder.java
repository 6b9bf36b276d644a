package io.bytefreezer.lake.parquet;

import org.apache.parquet.format.Encoding;

/** Truths, eight in a byte, the first in its lowest bit. For one thread. */
final class FlagEncoder extends ColumnEncoder {

    private int waiting;
    private int bits;
    private long trues;

    FlagEncoder(PageCompressor compressor, FlatParquetFile.Shape shape) {
        super(compressor, shape);
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
        return super.drainTo(page);
    }

    private void push() {
        values.write(waiting);
        waiting = 0;
        bits = 0;
    }
}
