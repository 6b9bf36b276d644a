package io.bytefreezer.proxy.config;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where events of senders that cannot wait are kept until Kafka has them.
 *
 * @param dir the spool's directory, or null for one under the data directory
 * @param bytesMax bytes of events it may hold
 * @param freeMin what the spool leaves free on its disk
 */
@Doc("Events that came over UDP and TCP, on disk until Kafka or the receiver has them.")
public record SpoolConfig(
        @Doc("Its directory; `spool` under `data_dir` unless given. One proxy alone can use it.") @Nullable Path dir,

        @Doc("Bytes of events it may hold, of one dataset half of that. When they are reached, UDP is dropped and"
                + " counted, TCP is not read, and requests get 429.")
        @Default("1GiB")
        DataSize bytesMax,

        @Doc("Room that it leaves free on its disk, so that it can work on when others fill it.") @Default("64MiB")
        DataSize freeMin) {

    /**
     * @throws IllegalArgumentException when nothing fits
     */
    public SpoolConfig {
        if (bytesMax.bytes() < 1) {
            throw new IllegalArgumentException("bytes_max must be at least 1 byte");
        }
    }
}
