package io.bytefreezer.lake.read;

import java.util.Optional;

/**
 * How much of a table is asked for.
 *
 * @param range event times of interest; empty means all
 * @param asOf an earlier state; empty means the current one
 */
public record ScanScope(Optional<TimeRange> range, Optional<AsOf> asOf) {

    /** The whole table as it is. */
    public static final ScanScope ALL = new ScanScope(Optional.empty(), Optional.empty());
}
