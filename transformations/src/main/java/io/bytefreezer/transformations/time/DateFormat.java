package io.bytefreezer.transformations.time;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format of dates, as a {@code date_parse} filter names it. */
public sealed interface DateFormat permits DateFormat.Iso, DateFormat.Epoch, PatternFormat {

    /** The instant a text says; null when it is not of this format, or no date. */
    @Nullable Instant parse(String text, Instant receivedAt);

    /**
     * The format of a name, a layout of Go or a pattern of Java.
     *
     * @param zone of dates that name none
     * @throws IllegalArgumentException when it is none of these
     */
    static DateFormat of(String format, ZoneId zone, Locale locale) {
        return switch (format) {
            case "ISO8601", "RFC3339" -> new Iso(PatternFormat.isoLocal(zone));
            case "unix" -> new Epoch(null);
            case "unix_ms" -> new Epoch(EpochUnit.MILLIS);
            case "unix_us" -> new Epoch(EpochUnit.MICROS);
            case "unix_ns" -> new Epoch(EpochUnit.NANOS);
            default -> PatternFormat.of(format, zone, locale);
        };
    }

    /**
     * RFC 3339, and what ISO 8601 allows beside it: no offset, no seconds, no time.
     *
     * @param lenient reads what is not RFC 3339
     */
    record Iso(DateFormat lenient) implements DateFormat {
        @Override
        public @Nullable Instant parse(String text, Instant receivedAt) {
            Instant time = Rfc3339.parse(text);
            return time != null ? time : lenient.parse(text, receivedAt);
        }
    }

    /**
     * A number since 1970.
     *
     * @param unit what it counts; null to tell from its magnitude
     */
    record Epoch(@Nullable EpochUnit unit) implements DateFormat {
        @Override
        public @Nullable Instant parse(String text, Instant receivedAt) {
            BigDecimal number = EpochUnit.number(text);
            if (number == null) {
                return null;
            }
            return (unit == null ? EpochUnit.ofMagnitude(number) : unit).instant(number);
        }
    }
}
