package io.bytefreezer.transformations.grok.onig;

/**
 * Where a part of a program begins.
 *
 * @param op its first instruction
 * @param first the bytes that it, with all that comes after, may begin with; never too few
 * @param infallible whether it matches anywhere, with all that comes after
 */
record Entry(Op op, ByteSet first, boolean infallible) {}
