package io.bytefreezer.query.tail;

import io.bytefreezer.lake.spool.HotRows;
import io.bytefreezer.query.result.Freshness;
import java.util.Optional;

/**
 * The rows one query reads beside a table's files. Their files stay until this is closed.
 *
 * @param rows the rows; empty when there are none
 * @param freshness how far they reach
 * @param release what closing does
 */
public record Tail(Optional<HotRows> rows, Freshness freshness, Runnable release) implements AutoCloseable {

    /** No rows. */
    public static Tail none(Freshness freshness) {
        return new Tail(Optional.empty(), freshness, () -> {});
    }

    @Override
    public void close() {
        release.run();
    }
}
