package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Capture;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;

/** Where matches may begin. */
enum Starts {
    ANYWHERE,

    /** At the beginning of a line, or else nowhere in it. */
    LINES,

    /** At the beginning of the text, or else nowhere. */
    TEXT;

    static Starts of(Node root) {
        Node first = root;
        while (first instanceof Capture || Nodes.parts(first).size() > 1) {
            first = first instanceof Capture capture
                    ? capture.body()
                    : Nodes.parts(first).getFirst();
        }
        return switch (first) {
            case Anchor anchor -> of(anchor);
            case Repeat repeat -> of(repeat);
            default -> ANYWHERE;
        };
    }

    private static Starts of(Anchor anchor) {
        return anchor == Anchor.TEXT_BEGIN ? TEXT : anchor == Anchor.LINE_BEGIN ? LINES : ANYWHERE;
    }

    /** After any number of any characters, what does not match from the first place of a line matches from none after it. */
    private static Starts of(Repeat repeat) {
        return repeat.max() == Repeat.UNLIMITED
                        && repeat.min() <= 1
                        && repeat.body() instanceof Chars chars
                        && CharSet.NOT_NEWLINE.isSubsetOf(chars.set())
                ? LINES
                : ANYWHERE;
    }
}
