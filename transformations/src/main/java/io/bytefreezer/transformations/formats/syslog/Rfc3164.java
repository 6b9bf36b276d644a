package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.time.Rfc3339;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an RFC 3164 message after its priority: {@code Oct 11 22:14:15 host tag[pid]: message}, every part of which some
 * device leaves out. Cisco's devices put a number and their name before the date, and {@code %FACILITY-SEVERITY-MNEMONIC} for
 * the tag.
 *
 * <p>The date has neither year nor zone: the year is the one nearest to when the message was received, the zone is
 * configured. As that is a guess, {@code syslog_timestamp} keeps what was sent. All but the message is on the first line.
 */
final class Rfc3164 {

    // "46: ", "46: router1: " and the ": " of Nexus switches, each only before a date or a mnemonic.
    private static final Pattern CISCO_PREFIX =
            Pattern.compile("(?:(?<sequence>\\d{1,10}+): ?(?:(?<host>[^\\s:%*]{1,255}+): )?+|: ?)(?=[*.%]?[A-Z0-9])");

    private static final Pattern CISCO_MNEMONIC =
            Pattern.compile("%(?<facility>[A-Z0-9_]++(?:-[A-Z0-9_]++)*?)-(?<severity>[0-7])-(?<mnemonic>[A-Z0-9_]++)");

    private static final int TAG_CHARS_MAX = 128;

    private final String line;
    private final String firstLine;
    private final Cursor cursor;
    private final Map<String, @Nullable Object> fields;

    private Rfc3164(String line, Map<String, @Nullable Object> fields) {
        this.line = line;
        int end = line.indexOf('\n');
        this.firstLine = end < 0 ? line : line.substring(0, end);
        this.cursor = new Cursor(firstLine, 0);
        this.fields = fields;
    }

    static void parse(String line, Instant receivedAt, ZoneId zone, Map<String, @Nullable Object> fields) {
        fields.put("rfc", "rfc3164");
        new Rfc3164(line, fields).parse(receivedAt, zone);
    }

    private void parse(Instant receivedAt, ZoneId zone) {
        if (timestamp(0, receivedAt, zone) || cisco(receivedAt, zone)) {
            hostname();
            if (firstLine.startsWith(": %", cursor.position())) {
                cursor.moveTo(cursor.position() + 2);
            }
            tag(false);
        } else {
            tag(true);
        }
        fields.put("message", line.substring(Math.min(cursor.position(), firstLine.length())));
    }

    /** What Cisco's devices put before the date; leaves all as it was when that is not what stands here. */
    private boolean cisco(Instant receivedAt, ZoneId zone) {
        Matcher prefix = CISCO_PREFIX.matcher(firstLine);
        if (!prefix.lookingAt()) {
            return false;
        }
        if (firstLine.startsWith("%", prefix.end())) {
            cursor.moveTo(prefix.end());
        } else if (!timestamp(prefix.end(), receivedAt, zone)) {
            return false;
        }
        String sequence = prefix.group("sequence");
        if (sequence != null) {
            fields.put("sequence", Long.valueOf(sequence));
        }
        String host = prefix.group("host");
        if (host != null) {
            fields.put("hostname", host);
        }
        return true;
    }

    private boolean timestamp(int from, Instant receivedAt, ZoneId zone) {
        int blank = firstLine.indexOf(' ', from);
        String word = firstLine.substring(from, blank < 0 ? firstLine.length() : blank);
        if (Rfc3339.parse(word) != null) {
            fields.put("timestamp", word);
            cursor.moveTo(Math.min(firstLine.length(), from + word.length() + 1));
            return true;
        }
        SyslogDate date = SyslogDate.at(firstLine, from, receivedAt, zone);
        if (date == null) {
            return false;
        }
        fields.put("timestamp", date.time().toString());
        fields.put("syslog_timestamp", date.text());
        cursor.moveTo(date.end());
        return true;
    }

    /** The next word, unless it is the tag of a message without a host, or the host came before the date. */
    private void hostname() {
        cursor.skipBlanks();
        int start = cursor.position();
        String word = fields.containsKey("hostname") ? null : cursor.word();
        boolean tag = word != null && (word.endsWith(":") || word.indexOf('[') >= 0 || word.startsWith("%"));
        // A host that stands alone is more likely a message of one word.
        if (word == null || tag || (cursor.atEnd() && !firstLine.endsWith(" "))) {
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
    private void tag(boolean pidNeeded) {
        int start = cursor.position();
        String name = cursor.until(" :[");
        boolean missesPid = pidNeeded && cursor.peek() != '[' && !isMnemonic(name);
        String pid = pid();
        if (name == null || !isTag(name) || missesPid || pid == null || !cursor.skip(':')) {
            cursor.moveTo(start);
            return;
        }
        cursor.skip(' ');
        fields.put("app_name", name);
        if (!pid.isEmpty()) {
            fields.put("proc_id", pid);
        }
        addMnemonic(name);
    }

    private void addMnemonic(String name) {
        Matcher parts = name.startsWith("%") ? CISCO_MNEMONIC.matcher(name) : null;
        if (parts != null && parts.matches()) {
            fields.put("cisco_facility", parts.group("facility"));
            fields.put("cisco_severity_code", Long.valueOf(parts.group("severity")));
            fields.put("cisco_mnemonic", parts.group("mnemonic"));
        }
    }

    private static boolean isMnemonic(@Nullable String name) {
        return name != null && isTag(name) && CISCO_MNEMONIC.matcher(name).matches();
    }

    private static boolean isTag(String word) {
        return !word.isEmpty() && word.length() <= TAG_CHARS_MAX;
    }

    /** What stands in brackets here, which are stepped over; empty without brackets; null when they do not close. */
    private @Nullable String pid() {
        if (!cursor.skip('[')) {
            return "";
        }
        String pid = cursor.until("]");
        cursor.skip(']');
        return pid;
    }
}
