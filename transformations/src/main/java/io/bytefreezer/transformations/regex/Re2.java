package io.bytefreezer.transformations.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.Optional;

/**
 * Regular expressions in RE2's language. They never backtrack: a search takes up to as many steps as the compiled expression has
 * instructions, for each character read. That is still seconds where both are long, and searching for one match after another
 * may read a text again and again: so steps are counted where they may become too many.
 */
public final class Re2 {

    private static final int SIZE_MAX = 20_000;
    private static final int DEPTH_MAX = 200;

    /** Up to a second: an instruction at a character takes some 40 ns at worst. */
    private static final long STEPS_MAX = 25_000_000;

    /** A search looks at a character this often, for what may begin and end there. */
    private static final int READS_PER_CHARACTER = 4;

    private Re2() {}

    /** The compiled expression; nothing after what is wrong with it was reported. */
    public static Optional<Pattern> compile(String regex, Limits limits, Site site) {
        if (regex.length() > limits.expressionChars()) {
            site.report("the regular expression is longer than " + limits.expressionChars() + " characters");
            return Optional.empty();
        }
        RegexCost cost = RegexCost.of(regex);
        if (cost.size() > SIZE_MAX || cost.depth() > DEPTH_MAX) {
            site.report("the regular expression is too large: its repetitions multiply, or its groups nest too deeply");
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            site.report("not an RE2 regular expression: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Whether the expression is found in a text.
     *
     * @throws RegexExhaustedException when that takes too many steps
     */
    public static boolean find(Pattern regex, String text) {
        return matcher(regex, text, text.length()).find();
    }

    /**
     * Finds one match after another; its methods throw {@link RegexExhaustedException} once all of that took too many steps.
     */
    public static Matcher matcher(Pattern regex, String text) {
        return matcher(regex, text, (long) text.length() * text.length());
    }

    private static Matcher matcher(Pattern regex, String text, long charactersMax) {
        long size = Math.max(1, regex.programSize());
        long reads = STEPS_MAX / size;
        return charactersMax <= reads
                ? regex.matcher(text)
                : regex.matcher(new BoundedText(text, reads * READS_PER_CHARACTER));
    }
}
