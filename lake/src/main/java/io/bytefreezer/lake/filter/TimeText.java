package io.bytefreezer.lake.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * Texts that stand for a time in SQL, where the session's zone is UTC. Only forms that DuckDB and this class read alike: a date, or a date and a time, with up to six
 * digits of a second's fraction and an offset in hours and minutes or none. Stateless.
 */
public final class TimeText {

    private static final int LENGTH_MAX = 40;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd['T'][' ']HH:mm[:ss")
            .appendOptional(new DateTimeFormatterBuilder()
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 1, 6, true)
                    .toFormatter(Locale.ROOT))
            .appendPattern("]")
            .appendOptional(
                    new DateTimeFormatterBuilder().appendOffset("+HH:mm", "Z").toFormatter(Locale.ROOT))
            .appendOptional(
                    new DateTimeFormatterBuilder().appendOffset("+HH", "Z").toFormatter(Locale.ROOT))
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int DATE_LENGTH = 10;

    private TimeText() {}

    /** The time of a text without an offset. */
    public static Optional<Instant> parseLocal(String text) {
        boolean hasOffset = text.endsWith("Z")
                || text.indexOf('+') >= 0
                || (text.length() > DATE_LENGTH && text.indexOf('-', DATE_LENGTH) >= 0);
        return hasOffset ? Optional.empty() : parse(text);
    }

    /** The start of a day of which nothing but its date is given. */
    public static Optional<Instant> parseDate(String text) {
        return text.length() == DATE_LENGTH ? parse(text) : Optional.empty();
    }

    /** The time; nothing for a text that is none, or is read in more than one way. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == DATE_LENGTH
                            ? LocalDate.parse(text, DATE).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text, FORMAT).toInstant());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
