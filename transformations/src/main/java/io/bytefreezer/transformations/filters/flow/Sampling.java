package io.bytefreezer.transformations.filters.flow;

import java.util.UUID;

/** Chance without chance: where an event falls is a function of its id, or of a hash of its values, and of a seed. */
final class Sampling {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Sampling() {}

    /** Where an id falls between 0 and 1, evenly. */
    static double position(UUID id, long seed) {
        return position(id.getMostSignificantBits() * GOLDEN + id.getLeastSignificantBits(), seed);
    }

    /** Where bits fall between 0 and 1, evenly: mixed by the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    static double position(long bits, long seed) {
        long mixed = bits + seed * GOLDEN;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
