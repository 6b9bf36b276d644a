package io.bytefreezer.transformations.grok.onig;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that finds what joni finds: the leftmost match, by the first alternatives that lead to one
 * (<a href="https://github.com/kkos/oniguruma/blob/master/doc/RE">Oniguruma's language</a> with Ruby's syntax). It is for
 * expressions that joni took; what of the language is not known here makes no regex.
 */
public final class OnigRegex {

    private static final int LITERAL_BYTES_MIN = 2;

    private final Program program;
    private final boolean asciiOnly;
    private final @Nullable String literal;

    private OnigRegex(Program program, boolean asciiOnly) {
        this.program = program;
        this.asciiOnly = asciiOnly;
        this.literal = longest(program.literals());
    }

    /** The longest one, if it is worth looking for; a question mark may stand for what is no character. */
    private static @Nullable String longest(byte[][] literals) {
        return Arrays.stream(literals)
                .filter(bytes -> bytes.length >= LITERAL_BYTES_MIN)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.indexOf('?') < 0)
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    /** What every text holds that matches; null when it is not worth looking for. */
    public @Nullable String literal() {
        return literal;
    }

    /** The expression, compiled; nothing when it has what is not known here. */
    public static Optional<OnigRegex> compile(String expression) {
        try {
            Parser.Parsed parsed = Parser.parse(expression);
            Program program = Emitter.emit(Simplifier.simplify(parsed.root()), parsed.groups());
            return Optional.of(new OnigRegex(program, parsed.asciiOnly()));
        } catch (UnsupportedSyntax e) {
            return Optional.empty();
        }
    }

    /** How many named groups there are; they are numbered from 1 in the order in which they open. */
    public int groups() {
        return program.shape().groups();
    }

    /** Whether it may be tried on ASCII alone, since it ignores the case of letters. */
    public boolean isForAsciiOnly() {
        return asciiOnly;
    }

    /**
     * Searches a text.
     *
     * @param utf8 well-formed UTF-8
     */
    public Found search(byte[] utf8) {
        Machine machine = new Machine(program, utf8);
        return switch (machine.search()) {
            case Machine.NO_MATCH -> Found.NONE;
            case Machine.GAVE_UP -> Found.GAVE_UP;
            default -> new Found(Found.Kind.MATCH, machine.groups());
        };
    }
}
