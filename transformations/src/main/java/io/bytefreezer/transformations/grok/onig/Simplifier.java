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
import java.util.ArrayList;
import java.util.List;

/** Writes an expression in a plainer way that tries the same matches in the same order. */
final class Simplifier {

    private Simplifier() {}

    static Node simplify(Node node) {
        return switch (node) {
            case Sequence sequence -> sequence(sequence.parts());
            case Alternatives alternatives -> alternatives(alternatives.choices());
            case Repeat repeat -> repeat(repeat);
            case Capture capture -> new Capture(capture.group(), simplify(capture.body()));
            case Atomic atomic -> atomic(atomic.body());
            case Ahead ahead -> new Ahead(simplify(ahead.body()), ahead.negative());
            case Behind behind -> behind;
            case Chars chars -> chars;
            case Anchor anchor -> anchor;
        };
    }

    private static Node sequence(List<Node> parts) {
        List<Node> flat = new ArrayList<>();
        for (Node part : parts) {
            flat.addAll(Nodes.parts(simplify(part)));
        }
        return Nodes.sequence(flat);
    }

    private static Node repeat(Repeat repeat) {
        Node body = simplify(repeat.body());
        if (body.equals(Node.EMPTY)) {
            return Node.EMPTY;
        }
        return new Repeat(body, repeat.min(), repeat.max(), repeat.greedy());
    }

    private static Node atomic(Node body) {
        Node plain = simplify(withoutLastAtomic(body));
        return plain instanceof Chars || isFixed(plain) ? plain : new Atomic(plain);
    }

    /** What ends with something atomic need not say so where it is atomic itself. */
    private static Node withoutLastAtomic(Node node) {
        return switch (node) {
            case Atomic atomic -> withoutLastAtomic(atomic.body());
            case Sequence sequence -> sequence.parts().isEmpty() ? sequence : withoutLastAtomicPart(sequence);
            case Alternatives alternatives ->
                new Alternatives(alternatives.choices().stream()
                        .map(Simplifier::withoutLastAtomic)
                        .toList());
            case Capture capture -> new Capture(capture.group(), withoutLastAtomic(capture.body()));
            case Repeat repeat -> repeat;
            case Ahead ahead -> ahead;
            case Behind behind -> behind;
            case Chars chars -> chars;
            case Anchor anchor -> anchor;
        };
    }

    private static Node withoutLastAtomicPart(Sequence sequence) {
        List<Node> parts = new ArrayList<>(sequence.parts());
        parts.addLast(withoutLastAtomic(parts.removeLast()));
        return Nodes.sequence(parts);
    }

    private static boolean isFixed(Node node) {
        return node instanceof Repeat repeat && repeat.body() instanceof Chars && repeat.min() == repeat.max();
    }

    private static Node alternatives(List<Node> choices) {
        List<Node> flat = new ArrayList<>();
        for (Node choice : choices) {
            Node simple = simplify(choice);
            for (Node one : simple instanceof Alternatives inner ? inner.choices() : List.of(simple)) {
                addChoice(flat, one);
            }
        }
        List<Node> factored = CommonBeginning.factored(flat);
        return factored.size() == 1 ? factored.getFirst() : new Alternatives(List.copyOf(factored));
    }

    private static void addChoice(List<Node> choices, Node next) {
        // Matching nothing was tried before and led nowhere.
        if (Nodes.isZeroWidth(next)
                && !Nodes.hasCapture(next)
                && choices.stream().anyMatch(Nodes::canBeSkipped)) {
            return;
        }
        if (next instanceof Chars chars && !choices.isEmpty() && choices.getLast() instanceof Chars last) {
            choices.set(choices.size() - 1, new Chars(last.set().union(chars.set())));
            return;
        }
        choices.add(next);
    }
}
