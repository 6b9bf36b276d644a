package io.bytefreezer.lake.spool;

import java.util.Arrays;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** One column of the chunk that is being filled. Each row has one value at most; those without become null. For one thread. */
abstract sealed class Output {

    /** The column as long as no chunk is filled. */
    @Nullable DuckDBWritableVector vector;

    /** For values of a type that rows can hold. */
    static Output of(RowColumn column, int capacity, TextWatch watch) {
        return switch (column.type()) {
            case STRING -> new Texts(capacity, watch, watch.columns().indexOf(column.name()));
            case INT, LONG, DOUBLE, BOOLEAN -> new Values();
            case TIMESTAMPTZ, OTHER -> throw new IllegalArgumentException("no row has values of " + column);
        };
    }

    void begin(DuckDBWritableVector target) {
        vector = target;
    }

    /** Takes a row's text; how much it has grown by that. */
    abstract int text(int row, byte[] bytes, int at, int length);

    /** The vector at the place of a row's value, after nulls for the rows that had none. */
    abstract DuckDBWritableVector at(int row);

    abstract void end(int rows);

    DuckDBWritableVector filled() {
        DuckDBWritableVector target = vector;
        if (target == null) {
            throw new IllegalStateException("no chunk is filled");
        }
        return target;
    }

    /** Texts are handed over together, which takes one call into DuckDB and not one each. */
    private static final class Texts extends Output {

        private final byte[][] texts;
        private final TextWatch watch;
        private final int watched;

        /**
         * No rows yet.
         *
         * @param watched the column's place among those that are looked at; negative if it is not
         */
        Texts(int capacity, TextWatch watch, int watched) {
            this.texts = new byte[capacity][];
            this.watch = watch;
            this.watched = watched;
        }

        @Override
        int text(int row, byte[] bytes, int at, int length) {
            texts[row] = Arrays.copyOfRange(bytes, at, at + length);
            return length;
        }

        @Override
        DuckDBWritableVector at(int row) {
            throw new IllegalStateException("a row has a number in a column of text");
        }

        @Override
        void end(int rows) {
            filled().setStringUtf8Batch(0, rows == texts.length ? texts : Arrays.copyOf(texts, rows));
            for (int row = 0; watched >= 0 && row < rows; row++) {
                watch.text(watched, texts[row]);
            }
            Arrays.fill(texts, 0, rows, null);
        }
    }

    private static final class Values extends Output {

        private int next;

        @Override
        void begin(DuckDBWritableVector target) {
            super.begin(target);
            next = 0;
        }

        @Override
        int text(int row, byte[] bytes, int at, int length) {
            throw new IllegalStateException("a row has text in a column of numbers");
        }

        @Override
        DuckDBWritableVector at(int row) {
            DuckDBWritableVector target = filled();
            while (next < row) {
                target.setNull(next++);
            }
            next++;
            return target;
        }

        @Override
        void end(int rows) {
            while (next < rows) {
                filled().setNull(next++);
            }
        }
    }
}
