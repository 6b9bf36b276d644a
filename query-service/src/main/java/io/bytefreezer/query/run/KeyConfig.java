package io.bytefreezer.query.run;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one key of type {@code query} may use whose scope does not say less. Where this says nothing, {@code limits} holds.
 *
 * @param concurrent its queries that run at once, or null for all places but one
 * @param rows most rows in an answer, or null
 * @param time longest run of a query, or null
 * @param memory memory of the SQL engine for one query, or null
 * @param scan bytes of data files that a query reads, or null for any number
 * @param scanMax the same for every key, whatever its scope says; or null for any number
 * @param queueTime how long a request waits for its turn
 */
@Doc("What one key of type `query` may use whose scope does not say less; `limits` holds besides.")
public record KeyConfig(
        @Doc("Its queries that run at once; all places but one unless given, so that another key finds one.") @Nullable Integer concurrent,

        @Doc("Most rows in an answer; `limits.rows` unless given.") @Nullable Long rows,

        @Doc("Longest run of a query; `limits.time` unless given.") @Nullable Duration time,

        @Doc("Memory of the SQL engine for a query; `limits.memory` unless given.") @Nullable DataSize memory,

        @Doc("Bytes of data files that a query reads, cached ones too; any number unless given.") @Nullable DataSize scan,

        @Doc("The same for every key, whatever its scope says; any number unless given.") @Nullable DataSize scanMax,

        @Doc("How long a request waits for its turn before it is answered 429.") @Default("10s")
        Duration queueTime) {

    /** What holds unless configured. */
    public static final KeyConfig DEFAULT = new KeyConfig(null, null, null, null, null, null, Duration.ofSeconds(10));

    /**
     * @throws IllegalArgumentException when a limit leaves no room for any query
     */
    public KeyConfig {
        if (isEmpty(concurrent)
                || isEmpty(rows)
                || isEmpty(bytes(memory))
                || isEmpty(bytes(scan))
                || isEmpty(bytes(scanMax))
                || !queueTime.isPositive()
                || (time != null && !time.isPositive())) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }

    private static boolean isEmpty(@Nullable Number limit) {
        return limit != null && limit.longValue() < 1;
    }

    private static @Nullable Long bytes(@Nullable DataSize size) {
        return size == null ? null : size.bytes();
    }
}
