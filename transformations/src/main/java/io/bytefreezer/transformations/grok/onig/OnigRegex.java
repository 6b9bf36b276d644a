package io.bytefreezer.transformations.grok.onig;

import java.util.Optional;

/**
 * A regular expression that finds what joni finds: the leftmost match, by the first alternatives that lead to one
 * (<a href="https://github.com/kkos/oniguruma/blob/master/doc/RE">Oniguruma's language</a> with Ruby's syntax). It is for
 * expressions that joni took; what of the language is not known here makes no regex.
 */
public final class OnigRegex {

    /** Searches after which a hot path is made: what is only tried out does without. */
    private static final int SEARCHES_COLD = 500;

    private final Program program;
    private final Warming warming;
    private final boolean asciiOnly;
    private final NeededTexts needed;

    private OnigRegex(Program program, boolean asciiOnly, int searchesCold) {
        this.program = program;
        this.warming = new Warming(program, searchesCold);
        this.asciiOnly = asciiOnly;
        this.needed = NeededTexts.of(program.literals());
    }

    /**
     * Whether a text lacks what every text holds that matches. It is looked for thoroughly where many texts do not match, and
     * hardly where most do.
     */
    public boolean isOutOfTheQuestion(String text) {
        return needed.longestIsMissing(text) || (warming.missesAreCommon() && needed.someIsMissing(text));
    }

    /** The expression, compiled; nothing when it has what is not known here. */
    public static Optional<OnigRegex> compile(String expression) {
        return compile(expression, SEARCHES_COLD);
    }

    static Optional<OnigRegex> compile(String expression, int searchesCold) {
        try {
            Parser.Parsed parsed = Parser.parse(expression);
            Program program = Emitter.emit(Simplifier.simplify(parsed.root()), parsed.groups());
            return Optional.of(new OnigRegex(program, parsed.asciiOnly(), searchesCold));
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
     * @param ascii whether each of its characters is a byte
     */
    public Found search(byte[] utf8, boolean ascii) {
        int last = utf8.length - program.minBytes();
        boolean isWary = warming.missesAreCommon();
        if (isWary) {
            last = Math.min(last, Literals.lastStart(program.literals(), utf8));
        }
        if (last < 0) {
            return none();
        }
        Machine machine = ascii ? warming.machine(utf8) : new Machine(program, utf8, null, null);
        return switch (new Search(program, utf8, machine).run(last, isWary)) {
            case NONE -> none();
            case GAVE_UP -> Found.GAVE_UP;
            case MATCH -> new Found(Found.Kind.MATCH, machine.slots);
        };
    }

    /** Whether what is usual runs by code of its own by now. */
    boolean isWarm() {
        return warming.isWarm();
    }

    private Found none() {
        warming.countMiss();
        return Found.NONE;
    }
}
