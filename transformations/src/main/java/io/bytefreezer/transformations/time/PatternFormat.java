package io.bytefreezer.transformations.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format of several fields.
 *
 * @param formatter reads it, strictly: there is no thirtieth of February
 * @param zone of dates that name none
 */
record PatternFormat(DateTimeFormatter formatter, ZoneId zone) implements DateFormat {

    /** A short name of a month. In German the one inside a date is "Okt.", that by itself "Okt": logs have either. */
    static final String MONTH = "[MMM][LLL]";

    /** A short name of a day, likewise. */
    static final String WEEKDAY = "[EEE][ccc]";

    private static final Pattern QUOTED_OR_NAME = Pattern.compile("'[^']*'|M+|E+");

    /** A layout of Go when it has parts of Go's reference time, else a pattern of Java. */
    static PatternFormat of(String format, ZoneId zone, Locale locale) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        try {
            if (GoLayout.isOne(format)) {
                GoLayout.append(format, builder);
            } else {
                builder.appendPattern(withEitherForm(withProlepticYear(format)));
            }
        } catch (ClassCastException e) {
            // What the JDK answers to a padded number right before another one.
            throw new IllegalArgumentException("a padded number must not touch the next number", e);
        }
        return new PatternFormat(strict(builder, locale), zone);
    }

    static PatternFormat isoLocal(ZoneId zone) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendPattern("['T'][ ]")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .appendPattern("[XXX][XX][X]")
                .optionalEnd();
        return new PatternFormat(strict(builder, Locale.ROOT), zone);
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder, Locale locale) {
        return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    }

    private static String withEitherForm(String pattern) {
        return QUOTED_OR_NAME.matcher(pattern).replaceAll(part -> switch (part.group()) {
            case "MMM" -> MONTH;
            case "EEE" -> WEEKDAY;
            default -> Matcher.quoteReplacement(part.group());
        });
    }

    /** Strictly, {@code y} is a year of an era, which nobody gives: those who write it mean {@code u}. */
    private static String withProlepticYear(String pattern) {
        StringBuilder changed = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < changed.length(); i++) {
            char c = changed.charAt(i);
            quoted ^= c == '\'';
            if (!quoted && c == 'G') {
                return pattern;
            }
            if (!quoted && c == 'y') {
                changed.setCharAt(i, 'u');
            }
        }
        return changed.toString();
    }

    @Override
    public @Nullable Instant parse(String text, Instant receivedAt) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            ZoneId named = parsed.query(TemporalQueries.zone());
            ZoneId at = named == null ? zone : named;
            LocalDate date = date(parsed, receivedAt, at);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return date == null
                    ? null
                    : date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                            .atZone(at)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate date(TemporalAccessor parsed, Instant receivedAt, ZoneId zone) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null
                && parsed.isSupported(ChronoField.MONTH_OF_YEAR)
                && parsed.isSupported(ChronoField.DAY_OF_MONTH)) {
            return NearestYear.of(MonthDay.from(parsed), receivedAt, zone);
        }
        return date;
    }
}
