package io.bytefreezer.query.tail;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * Rows that no packer has committed yet.
 *
 * @param size most bytes of them that a query reads for a table
 * @param time how long a query waits for them
 */
@Doc("Rows that no packer has committed yet, read from Kafka.")
public record TailConfig(
        @Doc("Most bytes of them that a query reads for a table; it says how many records it left out.")
        @Default("128MiB")
        DataSize size,

        @Doc("How long a query waits for them at most; it answers with what it has then.") @Default("2s")
        Duration time) {

    /** Refuses limits nothing could be read within. */
    public TailConfig {
        if (size.bytes() < 1) {
            throw new IllegalArgumentException("size must be at least 1");
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("time must be positive");
        }
    }
}
