package io.bytefreezer.transformations.filters.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.filters.privacy.detect.Detectors;
import io.bytefreezer.transformations.filters.privacy.detect.Match;
import io.bytefreezer.transformations.regex.Re2;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Covers what detectors and expressions find in a value. Immutable, and safe for use by many threads.
 *
 * @param detectors the detectors
 * @param patterns the expressions by name
 * @param regexCharsMax longest text that expressions are tried on
 * @param cover what is put there
 */
record Redactor(Detectors detectors, Map<String, Pattern> patterns, int regexCharsMax, Cover cover) {

    /** Each of them may look through the whole text, so they are numbered. */
    private static final int PATTERN_MATCHES_MAX = 1000;

    /** The least number that may be that of a card. */
    private static final long CARD_MIN = 1_000_000_000_000L;

    Redactor {
        patterns = Map.copyOf(patterns);
    }

    /** A value without what was found in it; a number in which something was found becomes a text. */
    Object redact(Object leaf) throws EventException {
        return switch (leaf) {
            case String text -> redact(text);
            case Long number -> isWorthALook(number) ? orItself(leaf, number.toString()) : leaf;
            case ExactNumber number -> orItself(leaf, number.text());
            default -> leaf;
        };
    }

    private boolean isWorthALook(long number) {
        return number >= CARD_MIN || !patterns.isEmpty();
    }

    private Object orItself(Object leaf, String text) throws EventException {
        String redacted = redact(text);
        return redacted.equals(text) ? leaf : redacted;
    }

    private String redact(String text) throws EventException {
        List<Match> found = detectors.find(text);
        if (!patterns.isEmpty()) {
            addPatterns(text, found);
            found.sort(Comparator.comparingInt(Match::start).thenComparing(Match::end, Comparator.reverseOrder()));
        }
        return found.isEmpty() ? text : covered(text, found);
    }

    private void addPatterns(String text, List<Match> found) throws EventException {
        if (text.length() > regexCharsMax) {
            throw new EventException(
                    ErrorCode.REGEX_INPUT_TOO_LONG,
                    "a text has " + text.length() + " characters; regular expressions are tried on up to "
                            + regexCharsMax);
        }
        int matches = 0;
        for (Map.Entry<String, Pattern> pattern : patterns.entrySet()) {
            Matcher matcher = Re2.matcher(pattern.getValue(), text);
            while (matcher.find()) {
                if (++matches > PATTERN_MATCHES_MAX) {
                    throw new EventException(
                            ErrorCode.BAD_VALUE,
                            "the expressions are found more than " + PATTERN_MATCHES_MAX + " times in one text");
                }
                if (matcher.end() > matcher.start()) {
                    found.add(new Match(matcher.start(), matcher.end(), pattern.getKey()));
                }
            }
        }
    }

    /** What overlaps is covered as one, under the name of the first. */
    private String covered(String text, List<Match> found) {
        StringBuilder covered = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < found.size(); ) {
            Match first = found.get(i);
            int end = first.end();
            for (i++; i < found.size() && found.get(i).start() < end; i++) {
                end = Math.max(end, found.get(i).end());
            }
            covered.append(text, done, first.start())
                    .append(cover.of(first.name(), text.substring(first.start(), end)));
            done = end;
        }
        return covered.append(text, done, text.length()).toString();
    }
}
