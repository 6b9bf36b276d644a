package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.HotRows;
import io.bytefreezer.query.result.Freshness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The rows one query reads beside a table's files. Their file is gone when this is closed.
 *
 * @param rows the rows; empty when there are none
 * @param freshness how far they reach
 */
public record Tail(Optional<HotRows> rows, Freshness freshness) implements AutoCloseable {

    @Override
    public void close() {
        if (rows.isPresent()) {
            try {
                Files.deleteIfExists(rows.get().file());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + rows.get().file(), e);
            }
        }
    }
}
