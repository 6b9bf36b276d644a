package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Alternatives;
import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Atomic;
import io.bytefreezer.transformations.grok.onig.Node.Capture;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import io.bytefreezer.transformations.grok.onig.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression in the language of Oniguruma with Ruby's syntax (its {@code doc/RE}), which joni was found to be content
 * with. Groups without a name do not capture: what grok asks for are named ones.
 */
final class Parser {

    /** How many repetitions may follow each other; who compiles them goes down into each. */
    private static final int REPETITIONS_MAX = 8;

    private final Source source;
    private boolean ignoreCase;
    private boolean dotAll;
    private boolean folded;
    private boolean lastWasInterval;
    private int groups;

    private Parser(String expression) {
        source = new Source(expression);
    }

    /**
     * An expression, read.
     *
     * @param groups how many groups have names
     * @param asciiOnly whether it ignores case, which is known here of ASCII alone
     */
    record Parsed(Node root, int groups, boolean asciiOnly) {}

    static Parsed parse(String expression) {
        Parser parser = new Parser(expression);
        Node root = parser.alternatives();
        if (parser.source.hasNext()) {
            throw new UnsupportedSyntax("a group that nothing opens");
        }
        return new Parsed(root, parser.groups, parser.folded);
    }

    private Node alternatives() {
        List<Node> choices = new ArrayList<>();
        do {
            choices.add(sequence());
        } while (source.take("|"));
        return choices.size() == 1 ? choices.getFirst() : new Alternatives(List.copyOf(choices));
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (source.hasNext() && source.peek() != '|' && source.peek() != ')') {
            parts.add(quantified(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(List.copyOf(parts));
    }

    private Node atom() {
        int next = source.next();
        return switch (next) {
            case '(' -> group();
            case '[' -> new Chars(ClassParser.parse(source, ignoreCase));
            case '.' -> new Chars(dotAll ? CharSet.ALL : CharSet.NOT_NEWLINE);
            case '^' -> Anchor.LINE_BEGIN;
            case '$' -> Anchor.LINE_END;
            case '\\' -> escape();
            case '*', '+', '?' -> throw new UnsupportedSyntax("nothing to repeat");
            default -> literal(next);
        };
    }

    private Node literal(int codePoint) {
        CharSet one = CharSet.range(codePoint, codePoint);
        if (!ignoreCase) {
            return new Chars(one);
        }
        if (codePoint >= 0x80) {
            throw new UnsupportedSyntax("cases beyond ASCII");
        }
        return new Chars(one.foldAscii());
    }

    private Node escape() {
        int escaped = source.next();
        CharSet set = Escapes.set(escaped);
        if (set != null) {
            return new Chars(set);
        }
        return switch (escaped) {
            case 'b' -> Anchor.WORD_BOUNDARY;
            case 'B' -> Anchor.NO_WORD_BOUNDARY;
            case 'A' -> Anchor.TEXT_BEGIN;
            // joni finds too little with these in some texts with characters beyond ASCII: let it.
            case 'z', 'Z' -> throw new UnsupportedSyntax("the end of the text");
            default -> literal(Escapes.character(escaped, source));
        };
    }

    private Node group() {
        if (!source.take("?")) {
            return closed();
        }
        if (source.take(":")) {
            return closed();
        }
        if (source.take("=")) {
            return new Node.Ahead(closed(), false);
        }
        if (source.take("!")) {
            return new Node.Ahead(closed(), true);
        }
        if (source.take(">")) {
            return new Atomic(closed());
        }
        return source.take("<") ? behindOrNamed() : options();
    }

    private Node behindOrNamed() {
        if (source.take("=")) {
            return Lookbehinds.of(closed(), false);
        }
        if (source.take("!")) {
            return Lookbehinds.of(closed(), true);
        }
        source.takeUntil('>');
        int group = ++groups;
        return new Capture(group, closed());
    }

    /** The rest of a group, and its end. Options set in it end with it. */
    private Node closed() {
        boolean outerCase = ignoreCase;
        boolean outerDot = dotAll;
        Node body = alternatives();
        if (!source.take(")")) {
            throw new UnsupportedSyntax("a group that nothing closes");
        }
        ignoreCase = outerCase;
        dotAll = outerDot;
        return body;
    }

    /** {@code (?i-m:...)}, or {@code (?i)}, which holds for the rest of the group around it with all its alternatives. */
    private Node options() {
        boolean outerCase = ignoreCase;
        boolean outerDot = dotAll;
        boolean on = true;
        int next = source.next();
        for (; next != ':' && next != ')'; next = source.next()) {
            switch (next) {
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 'm' -> dotAll = on;
                default -> throw new UnsupportedSyntax("option " + (char) next);
            }
        }
        folded |= ignoreCase;
        Node body = next == ':' ? closed() : alternatives();
        ignoreCase = outerCase;
        dotAll = outerDot;
        return body;
    }

    private Node quantified(Node atom) {
        Node node = atom;
        int repetitions = 0;
        for (Repeat times = times(node); times != null; times = times(node)) {
            if (++repetitions > REPETITIONS_MAX) {
                throw new UnsupportedSyntax("repetitions of repetitions of repetitions");
            }
            node = Repeats.checked(times);
            if (isPossessive(times)) {
                node = new Atomic(node);
            }
        }
        return node;
    }

    /** Only {@code ?+}, {@code *+} and {@code ++} are possessive; a plus after braces repeats again. */
    private boolean isPossessive(Repeat times) {
        return !lastWasInterval && times.greedy() && source.take("+");
    }

    private @Nullable Repeat times(Node body) {
        lastWasInterval = false;
        int[] range = switch (source.peek()) {
            case '*' -> new int[] {0, Repeat.UNLIMITED};
            case '+' -> new int[] {1, Repeat.UNLIMITED};
            case '?' -> new int[] {0, 1};
            case '{' -> interval();
            default -> null;
        };
        if (range == null) {
            return null;
        }
        if (lastWasInterval) {
            boolean fixed = range.length == 1;
            return new Repeat(body, range[0], range[fixed ? 0 : 1], fixed || !source.take("?"));
        }
        source.next();
        return new Repeat(body, range[0], range[1], !source.take("?"));
    }

    /** One number for a fixed count, two for a range; null when the brace is an ordinary character. */
    private int @Nullable [] interval() {
        int start = source.position();
        source.next();
        int low = number();
        int[] range = null;
        if (source.take("}")) {
            range = low < 0 ? null : new int[] {low};
        } else if (source.take(",")) {
            int high = number();
            if (source.take("}") && (low >= 0 || high >= 0)) {
                range = new int[] {Math.max(low, 0), high < 0 ? Repeat.UNLIMITED : high};
            }
        }
        if (range == null) {
            source.goBackTo(start);
        } else {
            lastWasInterval = true;
        }
        return range;
    }

    private int number() {
        if (!isDigit(source.peek())) {
            return -1;
        }
        int value = 0;
        while (isDigit(source.peek())) {
            value = value * 10 + (source.next() - '0');
            if (value > Repeats.COUNT_MAX) {
                throw new UnsupportedSyntax("a large count");
            }
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
