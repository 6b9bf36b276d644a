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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be told of an expression without a text. */
final class Nodes {

    private static final ByteSet NEWLINE_OR_END = CharSet.NEWLINE.firstBytes().union(ByteSet.ONLY_END);

    private Nodes() {}

    static List<Node> parts(Node node) {
        return node instanceof Sequence sequence ? sequence.parts() : List.of(node);
    }

    static Node sequence(List<Node> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Sequence(List.copyOf(parts));
    }

    static boolean isNullable(Node node) {
        return minBytes(node) == 0;
    }

    /** The least number of bytes that it matches. */
    static int minBytes(Node node) {
        return switch (node) {
            case Chars chars -> 1;
            case Sequence sequence ->
                limited(sequence.parts().stream().mapToLong(Nodes::minBytes).sum());
            case Alternatives alternatives ->
                alternatives.choices().stream().mapToInt(Nodes::minBytes).min().orElse(0);
            case Repeat repeat -> limited((long) repeat.min() * minBytes(repeat.body()));
            case Capture capture -> minBytes(capture.body());
            case Atomic atomic -> minBytes(atomic.body());
            case Ahead ahead -> 0;
            case Behind behind -> 0;
            case Anchor anchor -> 0;
        };
    }

    private static int limited(long bytes) {
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    static boolean hasCapture(Node node) {
        return !groups(node).isEmpty();
    }

    /** The numbers of the groups in it. */
    static List<Integer> groups(Node node) {
        return switch (node) {
            case Capture capture ->
                Stream.concat(Stream.of(capture.group()), groups(capture.body()).stream())
                        .toList();
            case Sequence sequence -> groups(sequence.parts());
            case Alternatives alternatives -> groups(alternatives.choices());
            case Repeat repeat -> groups(repeat.body());
            case Atomic atomic -> groups(atomic.body());
            case Ahead ahead -> groups(ahead.body());
            case Behind behind -> List.of();
            case Chars chars -> List.of();
            case Anchor anchor -> List.of();
        };
    }

    private static List<Integer> groups(List<Node> nodes) {
        return nodes.stream().flatMap(node -> groups(node).stream()).toList();
    }

    /**
     * The characters that may stand before the end of a match of it.
     *
     * @param before those that may stand before its beginning; null when any may, or none
     */
    static @Nullable CharSet lastOf(Node node, @Nullable CharSet before) {
        return switch (node) {
            case Chars chars -> chars.set();
            case Sequence sequence -> {
                CharSet last = before;
                for (Node part : sequence.parts()) {
                    last = lastOf(part, last);
                }
                yield last;
            }
            case Alternatives alternatives -> lastOf(alternatives, before);
            case Repeat repeat -> {
                CharSet last = lastOf(repeat.body(), null);
                yield repeat.min() == 0 ? union(last, before) : last;
            }
            case Capture capture -> lastOf(capture.body(), before);
            case Atomic atomic -> lastOf(atomic.body(), before);
            case Ahead ahead -> before;
            case Behind behind -> before;
            case Anchor anchor -> before;
        };
    }

    private static @Nullable CharSet lastOf(Alternatives alternatives, @Nullable CharSet before) {
        CharSet last = CharSet.EMPTY;
        for (Node choice : alternatives.choices()) {
            last = union(last, lastOf(choice, before));
        }
        return last;
    }

    private static @Nullable CharSet union(@Nullable CharSet one, @Nullable CharSet other) {
        return one == null || other == null ? null : one.union(other);
    }

    /** Whether it can only match nothing. */
    static boolean isZeroWidth(Node node) {
        return switch (node) {
            case Sequence sequence -> sequence.parts().stream().allMatch(Nodes::isZeroWidth);
            case Alternatives alternatives -> alternatives.choices().stream().allMatch(Nodes::isZeroWidth);
            case Repeat repeat -> isZeroWidth(repeat.body());
            case Capture capture -> isZeroWidth(capture.body());
            case Atomic atomic -> isZeroWidth(atomic.body());
            case Ahead ahead -> true;
            case Behind behind -> true;
            case Anchor anchor -> true;
            case Chars chars -> false;
        };
    }

    /** Whether it matches nothing, anywhere, if it must. */
    static boolean canBeSkipped(Node node) {
        return switch (node) {
            case Sequence sequence -> sequence.parts().stream().allMatch(Nodes::canBeSkipped);
            case Alternatives alternatives -> alternatives.choices().stream().anyMatch(Nodes::canBeSkipped);
            case Repeat repeat -> repeat.min() == 0 || canBeSkipped(repeat.body());
            case Capture capture -> canBeSkipped(capture.body());
            case Atomic atomic -> false;
            case Ahead ahead -> false;
            case Behind behind -> false;
            case Anchor anchor -> false;
            case Chars chars -> false;
        };
    }

    /** The bytes that a match of it, and of what comes after, may begin with. Never too few. */
    static ByteSet firstBytes(Node node, ByteSet after) {
        return switch (node) {
            case Chars chars -> chars.set().firstBytes();
            case Sequence sequence -> {
                ByteSet first = after;
                for (Node part : sequence.parts().reversed()) {
                    first = firstBytes(part, first);
                }
                yield first;
            }
            case Alternatives alternatives ->
                alternatives.choices().stream()
                        .map(choice -> firstBytes(choice, after))
                        .reduce(ByteSet.NONE, ByteSet::union);
            case Repeat repeat -> firstBytes(repeat.body(), after).union(repeat.min() == 0 ? after : ByteSet.NONE);
            case Capture capture -> firstBytes(capture.body(), after);
            case Atomic atomic -> firstBytes(atomic.body(), after);
            case Ahead ahead ->
                ahead.negative() ? after : firstBytes(ahead.body(), ByteSet.ALL).intersect(after);
            case Behind behind -> after;
            case Anchor anchor -> firstBytes(anchor, after);
        };
    }

    private static ByteSet firstBytes(Anchor anchor, ByteSet after) {
        return switch (anchor) {
            case LINE_END -> after.intersect(NEWLINE_OR_END);
            case LINE_BEGIN, TEXT_BEGIN, WORD_BOUNDARY, NO_WORD_BOUNDARY -> after;
        };
    }
}
