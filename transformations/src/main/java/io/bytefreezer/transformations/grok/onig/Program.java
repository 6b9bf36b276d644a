package io.bytefreezer.transformations.grok.onig;

/**
 * An expression, compiled.
 *
 * @param ops all instructions, by index
 * @param entry where to begin
 * @param starts by byte, whether a match may begin with it
 * @param literals what every match holds, in this order
 * @param minBytes the length of the shortest match
 * @param shape what else there is to know
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, and is read for every byte of every text
record Program(Op[] ops, Op entry, boolean[] starts, byte[][] literals, int minBytes, Shape shape) {

    /**
     * Sizes, and where matches can begin.
     *
     * @param slots how many places for numbers the machine needs: two for each group, then others
     * @param groups how many groups there are
     * @param memos how many instructions remember where they were in vain
     * @param starts where matches may begin
     */
    record Shape(int slots, int groups, int memos, Starts starts) {}
}
