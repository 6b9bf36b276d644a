package io.bytefreezer.lake.read;

import io.bytefreezer.lake.filter.Condition;
import java.util.Optional;

/**
 * How much of a table is asked for.
 *
 * @param range event times of interest; empty means all
 * @param asOf an earlier state; empty means the current one
 * @param condition what all rows of interest fulfil; files with others alone need not be read
 */
public record ScanScope(Optional<TimeRange> range, Optional<AsOf> asOf, Condition condition) {

    /** The whole table as it is. */
    public static final ScanScope ALL = new ScanScope(Optional.empty(), Optional.empty(), Condition.ANY);

    /** The same, with rows that fulfil this condition alone of interest. */
    public ScanScope where(Condition narrower) {
        return new ScanScope(range, asOf, narrower);
    }
}
