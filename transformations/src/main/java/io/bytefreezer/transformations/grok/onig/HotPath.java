package io.bytefreezer.transformations.grok.onig;

/**
 * The instructions of a program that texts usually lead to, as Java byte code. It does what a {@link Machine} does, on the machine's own
 * memory, from a place at which a match may begin; where it knows no instruction, or much was tried, it leaves off and the machine
 * goes on. Texts are ASCII. Safe for use by many threads.
 */
interface HotPath {

    /** What {@link #run} gives when the machine is to go on, as {@link Machine#goOn} was told. */
    int LEFT_OFF = -3;

    /** Where the match ends that begins at a place, {@link Machine#NO_MATCH} or {@link #LEFT_OFF}. */
    int run(Machine machine, byte[] text, int at);
}
