package io.bytefreezer.query.run;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.schemas.snapshot.KeyLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of one key may use: the least of what the service gives to all, what it gives to each key, and what the
 * key's scope says. Pure.
 *
 * @param concurrent its queries that run at once
 * @param rows most rows in an answer
 * @param time longest run of a query
 * @param memoryBytes memory of the SQL engine for a query
 * @param scanBytes bytes of data files that a query reads; any number when empty
 */
public record Allowance(int concurrent, long rows, Duration time, long memoryBytes, OptionalLong scanBytes) {

    /** What the service gives to anybody. */
    public static Allowance of(QueryLimits limits, KeyConfig keys) {
        return new Allowance(
                limits.concurrent(),
                limits.rows(),
                limits.time(),
                limits.memory().bytes(),
                least(null, bytes(keys.scanMax())));
    }

    /**
     * What a key with a scope gets.
     *
     * @param own what its scope says, or null for nothing
     */
    public static Allowance of(QueryLimits limits, KeyConfig keys, @Nullable KeyLimits own) {
        KeyLimits said = own == null ? KeyLimits.NONE : own;
        Integer each = keys.concurrent();
        // So that another key finds a place.
        int concurrent = each == null ? Math.max(1, limits.concurrent() - 1) : each;
        Duration time = said.seconds() == null ? keys.time() : seconds(said.seconds());
        Long scan = said.scanBytes() == null ? bytes(keys.scan()) : said.scanBytes();
        return new Allowance(
                (int) capped(limits.concurrent(), said.concurrent(), concurrent),
                capped(limits.rows(), said.rows(), keys.rows()),
                time == null || time.compareTo(limits.time()) > 0 ? limits.time() : time,
                capped(limits.memory().bytes(), said.memoryBytes(), bytes(keys.memory())),
                least(scan, bytes(keys.scanMax())));
    }

    /** What the key says, or what is given to each key that says nothing, but never more than the cap. */
    private static long capped(long cap, @Nullable Number own, @Nullable Number each) {
        Number wanted = own != null ? own : each;
        return wanted == null ? cap : Math.min(cap, wanted.longValue());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(Math.min(seconds, TimeUnit.DAYS.toSeconds(1)));
    }

    private static @Nullable Long bytes(@Nullable DataSize size) {
        return size == null ? null : size.bytes();
    }

    private static OptionalLong least(@Nullable Long wanted, @Nullable Long most) {
        return Stream.of(Optional.ofNullable(wanted), Optional.ofNullable(most))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .min();
    }
}
