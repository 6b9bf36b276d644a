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
import java.util.List;

/** What an expression tries first. */
final class Preferences {

    private Preferences() {}

    /** Whether it tries to match something before it tries to match nothing, wherever it may do either, and has nothing atomic. */
    static boolean isMoreFirst(Node node) {
        return switch (node) {
            case Sequence sequence -> sequence.parts().stream().allMatch(Preferences::isMoreFirst);
            case Alternatives alternatives -> isMoreFirst(alternatives.choices());
            case Repeat repeat -> repeat.greedy() && isMoreFirst(repeat.body());
            case Capture capture -> isMoreFirst(capture.body());
            case Atomic atomic -> false;
            case Ahead ahead -> false;
            case Behind behind -> true;
            case Chars chars -> true;
            case Anchor anchor -> true;
        };
    }

    private static boolean isMoreFirst(List<Node> choices) {
        return choices.stream().allMatch(Preferences::isMoreFirst)
                && choices.subList(0, Math.max(0, choices.size() - 1)).stream().noneMatch(Nodes::isNullable);
    }
}
