package io.bytefreezer.transformations.formats.lines;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import java.util.List;
import java.util.Optional;

/**
 * How lines are put together, as configured.
 *
 * @param start pattern of the first line of a block
 * @param continues pattern of further lines of a block
 * @param linesMax most lines of a block
 * @param bytesMax most bytes of a block
 */
public record MultilineOptions(Optional<String> start, Optional<String> continues, int linesMax, int bytesMax) {

    private static final Option<String> START = Option.text(
            "start",
            "RE2 pattern of the first line of an event; lines that do not match go on with the event before them. It is"
                    + " tried on the first 64 KiB of a line.");
    private static final Option<String> CONTINUE = Option.text(
            "continue", "RE2 pattern of the lines that go on with the event before them; others are the first of one.");
    private static final Option<Integer> LINES_MAX = Option.integer(
                    "lines_max",
                    1,
                    100_000,
                    "Most lines of an event. What goes on beyond them is an event of its own, and the one before has"
                            + " `_cut` true.")
            .defaultsTo(1000);
    private static final Option<Integer> BYTES_MAX = Option.integer(
                    "bytes_max", 1, 16 * 1024 * 1024, "Most bytes of an event, as with `lines_max`.")
            .defaultsTo(1024 * 1024);

    static final OptionType<MultilineOptions> TYPE =
            OptionType.objectOf(List.of(START, CONTINUE, LINES_MAX, BYTES_MAX), MultilineOptions::bind);

    private static MultilineOptions bind(Options options) {
        return new MultilineOptions(
                options.find(START), options.find(CONTINUE), options.get(LINES_MAX), options.get(BYTES_MAX));
    }

    /** The rule; nothing after what is wrong was reported. */
    Optional<MultilineRule> compile(Limits limits, Site site) {
        if (start.isPresent() == continues.isPresent()) {
            site.report("needs either 'start' or 'continue', a pattern in RE2's language");
            return Optional.empty();
        }
        Optional<Pattern> pattern = start.isPresent()
                ? Re2.compile(start.get(), limits, site.at("start"))
                : Re2.compile(continues.orElse(""), limits, site.at("continue"));
        MultilineRule.Matching matching =
                start.isPresent() ? MultilineRule.Matching.STARTS : MultilineRule.Matching.CONTINUES;
        return pattern.map(
                compiled -> new MultilineRule(compiled, matching, linesMax, bytesMax, limits.regexInputBytes()));
    }
}
