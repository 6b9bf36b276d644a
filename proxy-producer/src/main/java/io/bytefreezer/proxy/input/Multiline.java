package io.bytefreezer.proxy.input;

import io.bytefreezer.proxy.join.CriLines;
import io.bytefreezer.proxy.join.JoinLimits;
import io.bytefreezer.proxy.join.LinePattern;
import io.bytefreezer.proxy.join.LinePattern.Matching;
import io.bytefreezer.proxy.join.LineRule;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of an input are lines of one event. Exactly one of the first three says so.
 *
 * @param start pattern of the first line of an event, or null
 * @param continues pattern of lines that go on with the event before them, or null
 * @param cri whether lines of containers' logs say themselves that they go on
 * @param linesMax most lines of an event
 * @param bytesMax most bytes of an event
 * @param quiet how long further lines are waited for
 */
@Doc("Lines that belong together, such as a stack trace, become one event: each message is a line, and the event is"
        + " the lines as they came, with LF between them. Lines are put together for each TCP connection, and for each"
        + " address and port that sends over UDP. It has exactly one of `start`, `continue` and `cri: true`. An event"
        + " that a limit cuts goes on in the next one, and its attribute `cut` names the limit. Lines that wait take up"
        + " to a quarter of `limits.in_flight_max` besides it, those of one input half of that; what does not fit goes"
        + " on as it is.")
public record Multiline(
        @Doc("RE2 pattern of the first line of an event; lines that do not match go on with the event before them. It"
                + " has at most 1,000 characters, and is tried on the first 64 KiB of a line.")
        @Nullable String start,

        @Doc("RE2 pattern of the lines that go on with the event before them; others are the first of one.")
        @Key("continue")
        @Nullable String continues,

        @Doc("Lines of containers' logs (CRI): those of tag `P` wait for the next ones of their stream, up to the one"
                + " of tag `F`. The format `cri` puts their texts together.")
        @Default("false")
        boolean cri,

        @Doc("Most lines of an event.") @Default("1000") int linesMax,

        @Doc("Most bytes of an event; at least `message_max`.") @Default("1MiB")
        DataSize bytesMax,

        @Doc("How long further lines are waited for. Where its source never falls silent, an event ends after ten"
                + " times that.")
        @Key("wait")
        @Default("1s")
        Duration quiet) {

    /** Sources whose lines wait at the same time; more matter to UDP alone. */
    private static final int BLOCKS_MAX = 10_000;

    private static final int LINES_MIN = 2;
    private static final int LINES_LIMIT = 100_000;
    private static final Duration WAIT_MIN = Duration.ofMillis(50);
    private static final Duration WAIT_LIMIT = Duration.ofMinutes(1);

    /**
     * @throws IllegalArgumentException when it does not say which lines belong together, or an option is out of its range
     */
    public Multiline {
        List<String> given = given(start, continues, cri);
        if (given.size() != 1) {
            throw new IllegalArgumentException("it needs exactly one of 'start' (a pattern of first lines, such as"
                    + " '^\\d{4}-'), 'continue' (a pattern of further lines, such as '^\\s') and 'cri: true', and has "
                    + (given.isEmpty() ? "none" : String.join(" and ", given) + ": leave out all but one"));
        }
        InputRanges.between("lines_max", linesMax, LINES_MIN, LINES_LIMIT);
        InputRanges.between("bytes_max", bytesMax, new DataSize(1), SyslogInput.MESSAGE_LIMIT);
        InputRanges.between("wait", quiet, WAIT_MIN, WAIT_LIMIT);
        var unused = rule(start, continues);
    }

    /** How lines are told apart. */
    public LineRule rule() {
        return rule(start, continues);
    }

    /** What bounds the events. */
    public JoinLimits limits() {
        return new JoinLimits(linesMax, bytesMax.toIntBytes(), quiet, BLOCKS_MAX);
    }

    private static LineRule rule(@Nullable String start, @Nullable String continues) {
        if (start != null) {
            return pattern("start", start, Matching.STARTS);
        }
        return continues != null ? pattern("continue", continues, Matching.CONTINUES) : new CriLines();
    }

    private static LineRule pattern(String option, String regex, Matching matching) {
        try {
            return LinePattern.of(regex, matching);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + e.getMessage(), e);
        }
    }

    private static List<String> given(@Nullable String start, @Nullable String continues, boolean cri) {
        List<String> given = new ArrayList<>();
        if (start != null) {
            given.add("'start'");
        }
        if (continues != null) {
            given.add("'continue'");
        }
        if (cri) {
            given.add("'cri'");
        }
        return given;
    }
}
