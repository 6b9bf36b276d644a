package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Ahead;
import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Behind;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;

/** What joni makes of repetitions, where that is plain; what is not is left to it. */
final class Repeats {

    /** Counts above are left to joni. */
    static final int COUNT_MAX = 1000;

    private Repeats() {}

    static Node checked(Repeat repeat) {
        Node body = repeat.body();
        if (isPlace(body) || repeat.max() < repeat.min()) {
            throw new UnsupportedSyntax("a repeated place");
        }
        if (repeat.max() == 0) {
            return nothing(body);
        }
        if (repeat.max() == 1) {
            return repeat.min() == 1 ? body : once(repeat);
        }
        if (Nodes.isNullable(body) && Nodes.hasCapture(body)) {
            throw new UnsupportedSyntax("a group that captures nothing again and again");
        }
        return once(repeat);
    }

    private static boolean isPlace(Node body) {
        return body instanceof Anchor || body instanceof Ahead || body instanceof Behind;
    }

    /** Written as one repetition, where it is one of a repetition. */
    private static Node once(Repeat repeat) {
        return repeat.body() instanceof Repeat inner && isSimple(inner) && isSimple(repeat)
                ? joined(inner, repeat)
                : repeat;
    }

    private static Node nothing(Node body) {
        if (Nodes.hasCapture(body)) {
            throw new UnsupportedSyntax("a group that is never tried");
        }
        return Node.EMPTY;
    }

    /** {@code ?}, {@code *} and {@code +}, lazy or not: joni makes one of two. */
    private static boolean isSimple(Repeat repeat) {
        return repeat.min() <= 1 && (repeat.max() == 1 || repeat.max() == Repeat.UNLIMITED);
    }

    private static Node joined(Repeat inner, Repeat outer) {
        if (inner.greedy() != outer.greedy()) {
            throw new UnsupportedSyntax("greedy and lazy repetitions of each other");
        }
        return new Repeat(
                inner.body(), Math.min(inner.min(), outer.min()), Math.max(inner.max(), outer.max()), inner.greedy());
    }
}
