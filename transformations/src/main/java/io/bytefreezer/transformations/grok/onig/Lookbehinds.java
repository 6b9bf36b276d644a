package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Alternatives;
import io.bytefreezer.transformations.grok.onig.Node.Behind;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Sequence;
import java.util.ArrayList;
import java.util.List;

/** What may stand before a place: a fixed number of characters. */
final class Lookbehinds {

    private Lookbehinds() {}

    static Behind of(Node body, boolean negative) {
        return new Behind(sets(body), negative);
    }

    private static List<CharSet> sets(Node body) {
        List<CharSet> sets = new ArrayList<>();
        switch (body) {
            case Chars chars -> sets.add(chars.set());
            case Sequence sequence -> sequence.parts().forEach(part -> sets.addAll(sets(part)));
            case Alternatives alternatives -> sets.add(union(alternatives));
            case Node.Repeat other -> throw unsupported();
            case Node.Capture other -> throw unsupported();
            case Node.Atomic other -> throw unsupported();
            case Node.Ahead other -> throw unsupported();
            case Behind other -> throw unsupported();
            case Node.Anchor other -> throw unsupported();
        }
        return sets;
    }

    private static CharSet union(Alternatives alternatives) {
        CharSet union = CharSet.EMPTY;
        for (Node choice : alternatives.choices()) {
            if (!(choice instanceof Chars chars)) {
                throw unsupported();
            }
            union = union.union(chars.set());
        }
        return union;
    }

    private static UnsupportedSyntax unsupported() {
        return new UnsupportedSyntax("a look behind for more than characters");
    }
}
