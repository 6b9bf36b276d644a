package io.bytefreezer.transformations.grok.onig;

import java.util.List;

/** An expression, parsed. */
sealed interface Node {

    Node EMPTY = new Sequence(List.of());

    /** One character of a set. */
    record Chars(CharSet set) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {}

    /** The first that leads to a match. */
    record Alternatives(List<Node> choices) implements Node {}

    /**
     * Several times.
     *
     * @param max the most times; {@link #UNLIMITED} for any number
     * @param greedy whether more is tried before less
     */
    record Repeat(Node body, int min, int max, boolean greedy) implements Node {

        static final int UNLIMITED = Integer.MAX_VALUE;
    }

    /** A named group, numbered in the order in which groups open. */
    record Capture(int group, Node body) implements Node {}

    /** Keeps its first way to match. */
    record Atomic(Node body) implements Node {}

    /** Matches before what comes next, without taking it. */
    record Ahead(Node body, boolean negative) implements Node {}

    /** Characters that stand before, one set for each. */
    record Behind(List<CharSet> sets, boolean negative) implements Node {}

    /** A place. */
    enum Anchor implements Node {
        LINE_BEGIN,
        LINE_END,
        TEXT_BEGIN,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }
}
