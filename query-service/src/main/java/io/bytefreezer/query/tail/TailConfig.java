package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * Rows that no packer has committed yet.
 *
 * @param size most bytes of them that a query reads for a table
 * @param time how long a query waits for them
 * @param kept most bytes of them that are kept for the next query
 * @param idle how long they are kept when no query asks for them
 * @param columns columns of a table that come from events
 */
@Doc("Rows that no packer has committed yet, read from Kafka.")
public record TailConfig(
        @Doc("Most bytes of them that a query reads for a table; it says how many records it left out.")
        @Default("128MiB")
        DataSize size,

        @Doc("How long a query waits for them at most; it answers with what it has then.") @Default("2s")
        Duration time,

        @Doc(
                "Most bytes of all tables' rows that are kept on disk for the next queries, so that these read from Kafka only"
                        + " what came since.")
        @Default("512MiB")
        DataSize kept,

        @Doc("How long a table's rows are kept when no query asks for them.") @Default("1m")
        Duration idle,

        @Doc("Columns of a table that come from events; give the number that packers have.")
        @Default("" + TableLayout.DEFAULT_COLUMNS_MAX)
        int columns) {

    /** Refuses limits nothing could be read within. */
    public TailConfig {
        if (size.bytes() < 1) {
            throw new IllegalArgumentException("size must be at least 1");
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("time must be positive");
        }
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("idle must be positive");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be at least 1");
        }
    }
}
