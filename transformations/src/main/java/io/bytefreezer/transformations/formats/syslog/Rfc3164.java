package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.time.NearestYear;
import io.bytefreezer.transformations.time.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an RFC 3164 message after its priority: {@code Oct 11 22:14:15 host tag[pid]: message}, every part of which some
 * device leaves out.
 *
 * <p>The date has neither year nor zone: the year is the one nearest to when the message was received, the zone is UTC. As that
 * is a guess, {@code syslog_timestamp} keeps what was sent.
 */
final class Rfc3164 {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    // Possessive throughout: a line that is no date fails at once.
    private static final Pattern DATE = Pattern.compile(
            "([A-Z][a-z]{2}) ([ 0-3]?\\d)(?: (\\d{4}))?+ " + "(\\d{2}):(\\d{2}):(\\d{2})(\\.\\d{1,9})?+:?+(?: |$)");

    private static final int TAG_CHARS_MAX = 128;

    private Rfc3164() {}

    static void parse(String line, Instant receivedAt, Map<String, @Nullable Object> fields) {
        fields.put("rfc", "rfc3164");
        Cursor cursor = new Cursor(line, 0);
        if (timestamp(line, cursor, receivedAt, fields)) {
            hostname(line, cursor, fields);
            tag(cursor, fields, false);
        } else {
            tag(cursor, fields, true);
        }
        fields.put("message", cursor.rest());
    }

    private static boolean timestamp(
            String line, Cursor cursor, Instant receivedAt, Map<String, @Nullable Object> fields) {
        int blank = line.indexOf(' ');
        String word = blank < 0 ? line : line.substring(0, blank);
        if (Rfc3339.parse(word) != null) {
            fields.put("timestamp", word);
            cursor.moveTo(Math.min(line.length(), word.length() + 1));
            return true;
        }
        Matcher date = DATE.matcher(line);
        Instant time = date.lookingAt() ? time(date, receivedAt) : null;
        if (time == null) {
            return false;
        }
        fields.put("timestamp", time.toString());
        fields.put("syslog_timestamp", date.group().strip());
        cursor.moveTo(date.end());
        return true;
    }

    private static @Nullable Instant time(Matcher date, Instant receivedAt) {
        int month = MONTHS.indexOf(date.group(1)) + 1;
        int day = Integer.parseInt(date.group(2).strip());
        try {
            MonthDay monthDay = MonthDay.of(month, day);
            LocalDate on = date.group(3) == null
                    ? NearestYear.of(monthDay, receivedAt, ZoneOffset.UTC)
                    : LocalDate.of(Integer.parseInt(date.group(3)), month, day);
            LocalTime at = LocalTime.parse(date.group(4) + ":" + date.group(5) + ":" + date.group(6)
                    + (date.group(7) == null ? "" : date.group(7)));
            return on == null ? null : on.atTime(at).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The next word, unless it is the tag of a message without a host. */
    private static void hostname(String line, Cursor cursor, Map<String, @Nullable Object> fields) {
        cursor.skipBlanks();
        int start = cursor.position();
        String word = cursor.word();
        boolean tag = word != null && (word.endsWith(":") || word.indexOf('[') >= 0);
        // A host that stands alone is more likely a message of one word.
        if (word == null || tag || (cursor.atEnd() && !line.endsWith(" "))) {
            cursor.moveTo(start);
        } else {
            fields.put("hostname", word);
        }
    }

    /**
     * {@code name[pid]:} or {@code name:}.
     *
     * @param pidNeeded whether only the first counts: without a date before it, the second may well be a part of the message
     */
    private static void tag(Cursor cursor, Map<String, @Nullable Object> fields, boolean pidNeeded) {
        int start = cursor.position();
        String name = cursor.until(" :[");
        boolean missesPid = pidNeeded && cursor.peek() != '[';
        String pid = pid(cursor);
        if (!isTag(name) || missesPid || pid == null || !cursor.skip(':')) {
            cursor.moveTo(start);
            return;
        }
        cursor.skip(' ');
        fields.put("app_name", name);
        if (!pid.isEmpty()) {
            fields.put("proc_id", pid);
        }
    }

    private static boolean isTag(@Nullable String word) {
        return word != null && !word.isEmpty() && word.length() <= TAG_CHARS_MAX;
    }

    /** What stands in brackets here, which are stepped over; empty without brackets; null when they do not close. */
    private static @Nullable String pid(Cursor cursor) {
        if (!cursor.skip('[')) {
            return "";
        }
        String pid = cursor.until("]");
        cursor.skip(']');
        return pid;
    }
}
