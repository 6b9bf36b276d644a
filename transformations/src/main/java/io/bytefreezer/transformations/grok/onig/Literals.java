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
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What every match holds, one after the other: most texts that do not match lack one of these, and one look for them from the
 * end tells so, or tells how late a match may begin.
 */
final class Literals {

    /** More would take longer to look for than they save. */
    private static final int COUNT_MAX = 24;

    private final List<byte[]> found = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    private Literals() {}

    /** Those of an expression, in their order. */
    static byte[][] of(Node root) {
        Literals literals = new Literals();
        literals.add(root);
        literals.close();
        return literals.found.stream().limit(COUNT_MAX).toArray(byte[][]::new);
    }

    private void add(Node node) {
        switch (node) {
            case Chars chars -> add(chars.set());
            case Sequence sequence -> sequence.parts().forEach(this::add);
            case Alternatives alternatives -> close();
            case Repeat repeat -> add(repeat);
            case Capture capture -> add(capture.body());
            case Atomic atomic -> add(atomic.body());
            case Ahead ahead -> {}
            case Behind behind -> {}
            case Anchor anchor -> {}
        }
    }

    private void add(CharSet set) {
        int only = set.single();
        if (only < 0) {
            close();
        } else {
            open.writeBytes(Utf8.encode(only));
        }
    }

    private void add(Repeat repeat) {
        if (repeat.min() > 0) {
            add(repeat.body());
        }
        if (repeat.max() > 1) {
            close();
        }
        if (repeat.min() == 0) {
            close();
        }
    }

    private void close() {
        if (open.size() > 0) {
            found.add(open.toByteArray());
            open.reset();
        }
    }

    /** The last place at which a match may begin; negative when there is none. */
    static int lastStart(byte[][] literals, byte[] text) {
        int before = text.length;
        for (int i = literals.length - 1; i >= 0 && before >= 0; i--) {
            before = lastIndexOf(literals[i], text, before - literals[i].length);
        }
        return before;
    }

    private static int lastIndexOf(byte[] literal, byte[] text, int from) {
        int at = ByteSearch.last(literal[0], text, from);
        while (at >= 0 && !isAt(literal, text, at)) {
            at = ByteSearch.last(literal[0], text, at - 1);
        }
        return at;
    }

    static boolean isAt(byte[] literal, byte[] text, int at) {
        if (at + literal.length > text.length) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (text[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
