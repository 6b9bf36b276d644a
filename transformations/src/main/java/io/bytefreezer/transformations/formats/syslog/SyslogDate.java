package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.time.NearestYear;
import io.bytefreezer.transformations.time.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as RFC 3164, 4.1.2, has them ({@code Oct 11 22:14:15}) and as devices write them in that place: with a year before or
 * after the day, a fraction, a zone, the {@code *} or {@code .} of a Cisco clock that is not synchronised, a colon behind; and
 * ISO 8601 with a blank or without a zone.
 *
 * <p>A date without a year gets the one nearest to when the message was received. Zones are offsets, and those names that
 * mean one offset: of RFC 5322, 4.3, and of Europe and Japan.
 *
 * @param time the point in time
 * @param end where the date ends in its text, a colon and a blank behind it stepped over
 * @param text the date as sent
 */
public record SyslogDate(Instant time, int end, String text) {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final Map<String, ZoneOffset> ZONES = Map.ofEntries(
            Map.entry("UTC", ZoneOffset.UTC),
            Map.entry("GMT", ZoneOffset.UTC),
            Map.entry("Z", ZoneOffset.UTC),
            Map.entry("EST", ZoneOffset.ofHours(-5)),
            Map.entry("EDT", ZoneOffset.ofHours(-4)),
            Map.entry("CST", ZoneOffset.ofHours(-6)),
            Map.entry("CDT", ZoneOffset.ofHours(-5)),
            Map.entry("MST", ZoneOffset.ofHours(-7)),
            Map.entry("MDT", ZoneOffset.ofHours(-6)),
            Map.entry("PST", ZoneOffset.ofHours(-8)),
            Map.entry("PDT", ZoneOffset.ofHours(-7)),
            Map.entry("WET", ZoneOffset.UTC),
            Map.entry("WEST", ZoneOffset.ofHours(1)),
            Map.entry("CET", ZoneOffset.ofHours(1)),
            Map.entry("CEST", ZoneOffset.ofHours(2)),
            Map.entry("EET", ZoneOffset.ofHours(2)),
            Map.entry("EEST", ZoneOffset.ofHours(3)),
            Map.entry("JST", ZoneOffset.ofHours(9)));

    private static final String CLOCK = "(?<clock>\\d{2}:\\d{2}:\\d{2})(?:[.,](?<fraction>\\d{1,9}))?+"
            + "(?:(?<utc>Z)| ?(?<offset>[+-]\\d{2}:?\\d{2})"
            + "| (?<zone>UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|WET|WEST|CET|CEST|EET|EEST|JST))?+"
            + ":?+(?: |$)";

    // Possessive throughout: a line that is no date fails at once.
    private static final Pattern MONTH_FIRST =
            Pattern.compile("[*.]?+(?<month>[A-Z][a-z]{2}) (?<day>[ 0-3]?\\d)(?: (?<year>\\d{4}))?+ " + CLOCK);
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})(?:[-/](?<month>\\d{2})[-/](?<day>\\d{2})[ T]"
                    + "| (?<name>[A-Z][a-z]{2}) (?<dayOf>[ 0-3]?\\d) )" + CLOCK);

    /** The date that stands at a position; null when none does, or one that never was. */
    static @Nullable SyslogDate at(String line, int from, Instant receivedAt, ZoneId zone) {
        if (from >= line.length()) {
            return null;
        }
        char first = line.charAt(from);
        boolean yearFirst = first >= '0' && first <= '9';
        Matcher date = (yearFirst ? YEAR_FIRST : MONTH_FIRST).matcher(line).region(from, line.length());
        if (!date.lookingAt()) {
            return null;
        }
        try {
            ZoneId in = zoneOf(date, zone);
            LocalDate day = yearFirst ? dayOfYear(date) : dayOfMonth(date, receivedAt, in);
            return day == null
                    ? null
                    : new SyslogDate(
                            day.atTime(clock(date)).atZone(in).toInstant(),
                            date.end(),
                            date.group().strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The time that a whole text says in one of these ways or as RFC 3339; null when it says none. */
    public static @Nullable Instant parse(String text, Instant receivedAt, ZoneId zone) {
        Instant time = Rfc3339.parse(text);
        if (time != null) {
            return time;
        }
        SyslogDate date = at(text, 0, receivedAt, zone);
        return date == null || date.end() < text.length() ? null : date.time();
    }

    /** The zone of a name; UTC after reporting that it is none. */
    public static ZoneId zone(String name, Site site) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            site.report("time zone '" + name + "' is unknown; write one such as UTC, +02:00 or Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    private static @Nullable LocalDate dayOfMonth(Matcher date, Instant receivedAt, ZoneId zone) {
        int month = MONTHS.indexOf(date.group("month")) + 1;
        MonthDay day = MonthDay.of(month, number(date.group("day")));
        String year = date.group("year");
        return year == null
                ? NearestYear.of(day, receivedAt, zone)
                : LocalDate.of(number(year), month, day.getDayOfMonth());
    }

    private static LocalDate dayOfYear(Matcher date) {
        String name = date.group("name");
        int month = name == null ? number(date.group("month")) : MONTHS.indexOf(name) + 1;
        return LocalDate.of(number(date.group("year")), month, number(date.group(name == null ? "day" : "dayOf")));
    }

    private static LocalTime clock(Matcher date) {
        String clock = date.group("clock");
        String fraction = date.group("fraction");
        return LocalTime.parse(fraction == null ? clock : clock + "." + fraction);
    }

    private static ZoneId zoneOf(Matcher date, ZoneId otherwise) {
        String offset = date.group("offset");
        if (offset != null) {
            return ZoneOffset.of(offset);
        }
        String zone = date.group("utc") == null ? date.group("zone") : date.group("utc");
        return zone == null ? otherwise : ZONES.getOrDefault(zone, ZoneOffset.UTC);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.strip());
    }
}
