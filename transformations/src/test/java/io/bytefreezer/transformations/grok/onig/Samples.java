package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Ahead;
import io.bytefreezer.transformations.grok.onig.Node.Alternatives;
import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Atomic;
import io.bytefreezer.transformations.grok.onig.Node.Behind;
import io.bytefreezer.transformations.grok.onig.Node.Capture;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import io.bytefreezer.transformations.grok.onig.Node.Sequence;
import java.util.Random;

/** Texts that an expression matches, or nearly: a walk through it that takes what it finds. */
public final class Samples {

    private static final int REPEATS_MAX = 6;
    private static final String BEYOND_ASCII = "éßΩ中😀\u00A0\u2003٣";

    private final Node root;
    private final Random random;

    private Samples(Node root, Random random) {
        this.root = root;
        this.random = random;
    }

    /** Texts for an expression that is known here. */
    public static Samples of(String expression, Random random) {
        return new Samples(Parser.parse(expression).root(), random);
    }

    /** One that most probably matches, if places and what must stand around it do not forbid it. */
    public String next() {
        StringBuilder text = new StringBuilder();
        add(root, text);
        return text.toString();
    }

    /** The same with something changed, put before it, put after it, or cut off. */
    public String nextMutated() {
        StringBuilder text = new StringBuilder(next());
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(6)) {
            case 0 -> text.insert(0, "x ");
            case 1 -> text.append("\nmore é");
            case 2 -> text.setLength(at);
            case 3 -> text.insert(at, BEYOND_ASCII.charAt(random.nextInt(4)));
            case 4 -> text.delete(0, at);
            default -> text.insert(at, (char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private void add(Node node, StringBuilder text) {
        switch (node) {
            case Chars chars -> text.appendCodePoint(member(chars.set()));
            case Sequence sequence -> sequence.parts().forEach(part -> add(part, text));
            case Alternatives alternatives ->
                add(
                        alternatives
                                .choices()
                                .get(random.nextInt(alternatives.choices().size())),
                        text);
            case Repeat repeat -> {
                int more = Math.min(repeat.max() - repeat.min(), REPEATS_MAX);
                for (int i = repeat.min() + random.nextInt(more + 1); i > 0; i--) {
                    add(repeat.body(), text);
                }
            }
            case Capture capture -> add(capture.body(), text);
            case Atomic atomic -> add(atomic.body(), text);
            case Ahead ahead -> {}
            case Behind behind -> {}
            case Anchor anchor -> {}
        }
    }

    private int member(CharSet set) {
        if (random.nextInt(20) == 0) {
            int beyond = BEYOND_ASCII.codePointAt(random.nextInt(4));
            if (set.contains(beyond)) {
                return beyond;
            }
        }
        for (int i = 0; i < 400; i++) {
            int ascii = random.nextInt(0x80);
            boolean plain = ascii >= ' ' && ascii < 0x7F || i > 100;
            if (plain && set.contains(ascii)) {
                return ascii;
            }
        }
        for (int codePoint = 0; codePoint < 0x3000; codePoint++) {
            if (set.contains(codePoint)) {
                return codePoint;
            }
        }
        return 'x';
    }
}
