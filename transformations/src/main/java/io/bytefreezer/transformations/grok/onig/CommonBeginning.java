package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what neighbouring alternatives begin with: {@code ab|ac} is {@code a(?:b|c)}. That tries the same in the same order
 * only if there is one way at most to match the beginning, so no other is taken out. {@code IPV6} lives on it: its alternatives
 * are {@code X{7}a|X{6}b|} and so on.
 */
final class CommonBeginning {

    private CommonBeginning() {}

    static List<Node> factored(List<Node> choices) {
        List<Node> result = new ArrayList<>();
        int at = 0;
        while (at < choices.size()) {
            Node beginning = beginning(choices.get(at));
            List<Node> rests = rests(choices, at, beginning);
            if (beginning != null && rests.size() > 1) {
                List<Node> parts = new ArrayList<>(Nodes.parts(beginning));
                List<Node> inner = factored(rests);
                parts.addAll(
                        inner.size() == 1
                                ? Nodes.parts(inner.getFirst())
                                : List.of(new Node.Alternatives(List.copyOf(inner))));
                result.add(Nodes.sequence(parts));
                at += rests.size();
            } else {
                result.add(choices.get(at));
                at++;
            }
        }
        return result;
    }

    private static List<Node> rests(List<Node> choices, int from, @Nullable Node beginning) {
        List<Node> rests = new ArrayList<>();
        for (int i = from; i < choices.size() && beginning != null; i++) {
            Node rest = without(beginning, choices.get(i));
            if (rest == null) {
                break;
            }
            rests.add(rest);
        }
        return rests;
    }

    /** What a choice begins with, if it can be taken out; null if not. */
    private static @Nullable Node beginning(Node choice) {
        List<Node> parts = Nodes.parts(choice);
        if (parts.isEmpty()) {
            return null;
        }
        Node first = parts.getFirst();
        if (first instanceof Repeat repeat && isFixed(repeat)) {
            return isRigid(Nodes.parts(repeat.body())) ? repeat.body() : null;
        }
        return first instanceof Chars ? first : null;
    }

    private static boolean isFixed(Repeat repeat) {
        return repeat.min() == repeat.max() && repeat.min() > 0;
    }

    /** Whether a text is matched in one way at most. */
    private static boolean isRigid(List<Node> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Node next = i + 1 < parts.size() ? parts.get(i + 1) : Node.EMPTY;
            boolean rigid = parts.get(i) instanceof Chars || isRun(parts.get(i), next);
            if (!rigid) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a run of characters whose end its count or what comes next decides. */
    private static boolean isRun(Node node, Node next) {
        if (!(node instanceof Repeat repeat && repeat.body() instanceof Chars run)) {
            return false;
        }
        return isFixed(repeat)
                || (next instanceof Chars end && end.set().intersect(run.set()).isEmpty());
    }

    private static @Nullable Node without(Node beginning, Node choice) {
        List<Node> parts = Nodes.parts(choice);
        List<Node> rest = new ArrayList<>();
        List<Node> wanted = Nodes.parts(beginning);
        if (!parts.isEmpty()
                && parts.getFirst() instanceof Repeat repeat
                && isFixed(repeat)
                && repeat.body().equals(beginning)) {
            if (repeat.min() == 2) {
                rest.addAll(wanted);
            } else if (repeat.min() > 2) {
                rest.add(new Repeat(beginning, repeat.min() - 1, repeat.min() - 1, true));
            }
            rest.addAll(parts.subList(1, parts.size()));
            return Nodes.sequence(rest);
        }
        if (parts.size() < wanted.size() || !parts.subList(0, wanted.size()).equals(wanted)) {
            return null;
        }
        return Nodes.sequence(parts.subList(wanted.size(), parts.size()));
    }
}
