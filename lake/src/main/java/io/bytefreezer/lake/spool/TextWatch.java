package io.bytefreezer.lake.spool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at texts of some columns when rows are handed to DuckDB, in their order. For one thread at a time. */
public interface TextWatch {

    /** Looks at nothing. */
    TextWatch NOBODY = new TextWatch() {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public void begin() {}

        @Override
        public void text(int column, byte @Nullable [] utf8) {}
    };

    /** The columns it wants to see; only those of text are shown. */
    List<String> columns();

    /** A way through the rows begins: what was shown before counts no more. */
    void begin();

    /**
     * The next row's text.
     *
     * @param column a column, by its place in {@link #columns()}
     * @param utf8 the text; null where the row has none
     */
    void text(int column, byte @Nullable [] utf8);
}
