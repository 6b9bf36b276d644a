package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.formats.syslog.SyslogDate;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Times as CEF and LEEF allow them: milliseconds since 1970, or a date such as {@code Oct 11 2026 22:14:15.123 UTC}. */
final class DeviceTime {

    private DeviceTime() {}

    /** The time a value says; null when it says none. */
    static @Nullable Instant of(@Nullable Object value, Instant receivedAt, ZoneId zone) {
        return switch (value) {
            case Long millis -> EpochUnit.MILLIS.instant(BigDecimal.valueOf(millis));
            case String text -> ofText(text, receivedAt, zone);
            case null -> null;
            default -> null;
        };
    }

    private static @Nullable Instant ofText(String text, Instant receivedAt, ZoneId zone) {
        BigDecimal millis = EpochUnit.number(text);
        return millis == null ? SyslogDate.parse(text, receivedAt, zone) : EpochUnit.MILLIS.instant(millis);
    }
}
