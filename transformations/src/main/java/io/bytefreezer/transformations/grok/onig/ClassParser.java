package io.bytefreezer.transformations.grok.onig;

import org.jcodings.constants.CharacterType;
import org.jspecify.annotations.Nullable;

/** Reads a class in brackets. Where Oniguruma's rules for hyphens are doubtful, it leaves the expression to joni. */
final class ClassParser {

    private static final int NOTHING = -1;

    /** A set or a range came last: a hyphen after it must be the last character. */
    private static final int A_SET = -2;

    private final Source source;
    private final boolean ignoreCase;

    /** The character that a hyphen would make a range of. */
    private int pending = NOTHING;

    private CharSet members = CharSet.EMPTY;

    private ClassParser(Source source, boolean ignoreCase) {
        this.source = source;
        this.ignoreCase = ignoreCase;
    }

    /** The set of a class whose opening bracket was just read. */
    static CharSet parse(Source source, boolean ignoreCase) {
        return new ClassParser(source, ignoreCase).parse();
    }

    private CharSet parse() {
        boolean negated = source.take("^");
        if (source.peek() == ']') {
            if (!source.hasLater(']')) {
                throw new UnsupportedSyntax("an empty class");
            }
            member(source.next());
        }
        while (!source.take("]")) {
            part();
        }
        CharSet all = ignoreCase ? members.foldAscii() : members;
        return negated ? all.complement() : all;
    }

    private void part() {
        int next = source.next();
        switch (next) {
            case '[' -> bracket();
            case '\\' -> escape();
            case '-' -> hyphen();
            case '&' -> ampersand();
            default -> member(next);
        }
    }

    private void ampersand() {
        if (source.peek() == '&') {
            throw new UnsupportedSyntax("an intersection of classes");
        }
        member('&');
    }

    private void bracket() {
        if (source.peek() == ':') {
            add(posix());
        } else {
            add(parse(source, ignoreCase));
        }
    }

    private CharSet posix() {
        source.next();
        boolean negated = source.take("^");
        StringBuilder name = new StringBuilder();
        while (Character.isLetter(source.peek())) {
            name.appendCodePoint(source.next());
        }
        CharSet set = source.take(":]") ? posix(name.toString()) : null;
        if (set == null) {
            throw new UnsupportedSyntax("[:" + name);
        }
        return negated ? set.complement() : set;
    }

    private static @Nullable CharSet posix(String name) {
        int type = switch (name) {
            case "alnum" -> CharacterType.ALNUM;
            case "alpha" -> CharacterType.ALPHA;
            case "blank" -> CharacterType.BLANK;
            case "cntrl" -> CharacterType.CNTRL;
            case "digit" -> CharacterType.DIGIT;
            case "lower" -> CharacterType.LOWER;
            case "punct" -> CharacterType.PUNCT;
            case "space" -> CharacterType.SPACE;
            case "upper" -> CharacterType.UPPER;
            case "xdigit" -> CharacterType.XDIGIT;
            case "word" -> CharacterType.WORD;
            default -> NOTHING;
        };
        return type == NOTHING ? null : CharSet.ofType(type);
    }

    private void escape() {
        int escaped = source.next();
        CharSet set = Escapes.set(escaped);
        if (set != null) {
            add(set);
        } else {
            member(escaped == 'b' ? '\b' : Escapes.character(escaped, source));
        }
    }

    private void add(CharSet set) {
        members = members.union(set);
        pending = A_SET;
    }

    private void member(int codePoint) {
        if (ignoreCase && codePoint >= 0x80) {
            throw new UnsupportedSyntax("cases beyond ASCII");
        }
        members = members.union(CharSet.range(codePoint, codePoint));
        pending = codePoint;
    }

    private void hyphen() {
        if (source.peek() == ']') {
            member('-');
        } else if (pending >= 0) {
            range(pending);
        } else if (pending == NOTHING && members.isEmpty() && source.peek() != '-') {
            member('-');
            // The hyphen that a class begins with makes no range of what follows: [--x] is left to joni.
        } else {
            throw new UnsupportedSyntax("a hyphen after a range or a set");
        }
    }

    private void range(int from) {
        int to = source.next();
        if (to == '\\') {
            to = source.next();
            if (Escapes.set(to) != null) {
                throw new UnsupportedSyntax("a range to a set");
            }
            to = to == 'b' ? '\b' : Escapes.character(to, source);
        } else if (to == '[' || to == '-' || to == '&') {
            throw new UnsupportedSyntax("a range to a bracket");
        }
        if ((ignoreCase && to >= 0x80) || to < from) {
            throw new UnsupportedSyntax("a range beyond ASCII, or an empty one");
        }
        members = members.union(CharSet.range(from, to));
        pending = A_SET;
    }
}
