package io.bytefreezer.system.ledger;

/**
 * How often an event may be found.
 *
 * @param fewest at least
 * @param most at most
 */
public record Bounds(int fewest, int most) {

    /** What is promised for an event that was acknowledged. */
    public static final Bounds ONCE = new Bounds(1, 1);

    /** What is promised for one that was not. */
    public static final Bounds AT_MOST_ONCE = new Bounds(0, 1);

    /** Exactly so often. */
    public static Bounds exactly(int times) {
        return new Bounds(times, times);
    }
}
