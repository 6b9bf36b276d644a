package io.bytefreezer.proxy.join;

import java.time.Duration;

/**
 * What bounds a block, and how many there are.
 *
 * @param linesMax most lines of a block
 * @param bytesMax most bytes of a block, with the LFs between its lines; a longer line is a block by itself
 * @param quiet a block is complete when its source sent nothing more of it for so long
 * @param blocksMax most blocks that wait at the same time
 */
public record JoinLimits(int linesMax, int bytesMax, Duration quiet, int blocksMax) {

    /** A source that never falls silent does not hold its lines for longer than this many times {@link #quiet}. */
    private static final int AGE_FACTOR = 10;

    /** How long a block may wait in all. */
    Duration ageMax() {
        return quiet.multipliedBy(AGE_FACTOR);
    }
}
