package io.bytefreezer.transformations.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.Optional;

/** Regular expressions in RE2's language. They never backtrack: their time grows with the text alone, and that has a limit. */
public final class Re2 {

    private static final int SIZE_MAX = 20_000;
    private static final int DEPTH_MAX = 200;

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
}
