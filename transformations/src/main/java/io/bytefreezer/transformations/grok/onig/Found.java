package io.bytefreezer.transformations.grok.onig;

import org.joni.Region;

/** What came of a search. Not changed any more. */
public final class Found {

    /** What it may come to. */
    public enum Kind {
        /** There is a match. */
        MATCH,
        /** There is no match. */
        NONE,
        /** The search took too many steps. */
        GAVE_UP
    }

    /** There is no match. */
    public static final Found NONE = new Found(Kind.NONE, new int[0]);
    /** The search took too long. */
    public static final Found GAVE_UP = new Found(Kind.GAVE_UP, new int[0]);

    private final Kind kind;
    private final int[] places;

    /** A match that joni found, in its own words. */
    public static Found of(Region region) {
        int[] places = new int[2 * (region.getNumRegs() - 1)];
        for (int i = 0; i < places.length; i += 2) {
            places[i] = region.getBeg(i / 2 + 1);
            places[i + 1] = region.getEnd(i / 2 + 1);
        }
        return new Found(Kind.MATCH, places);
    }

    Found(Kind kind, int[] places) {
        this.kind = kind;
        this.places = places;
    }

    /** Whether there is a match. */
    public Kind kind() {
        return kind;
    }

    /** The first byte of a group, numbered from 1; negative when it took no part in the match. */
    public int begin(int group) {
        return places[2 * (group - 1)];
    }

    /** The byte after the last one of a group. */
    public int end(int group) {
        return places[2 * (group - 1) + 1];
    }
}
