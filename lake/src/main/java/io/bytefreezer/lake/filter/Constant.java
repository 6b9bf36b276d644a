package io.bytefreezer.lake.filter;

import java.time.Duration;
import java.time.Instant;

/** A value that a query compares a column with. */
public sealed interface Constant {

    /** A text, or whatever the engine makes of it for the column it is compared with. */
    record Text(String value) implements Constant {}

    /** A whole number. */
    record Whole(long value) implements Constant {}

    /** A number with a fraction, as the engine's binary64 has it. */
    record Real(double value) implements Constant {}

    /** True or false. */
    record Flag(boolean value) implements Constant {}

    /** A point in time. */
    record Time(Instant value) implements Constant {}

    /** So long before the query runs. */
    record Ago(Duration time) implements Constant {}
}
