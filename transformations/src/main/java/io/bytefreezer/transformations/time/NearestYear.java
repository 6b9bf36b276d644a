package io.bytefreezer.transformations.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Gives dates without a year the one that puts them nearest to when they were received: old logs cross New Year. */
public final class NearestYear {

    private NearestYear() {}

    /** The date; null for the 29th of February when no leap year is near. */
    public static @Nullable LocalDate of(MonthDay day, Instant receivedAt, ZoneId zone) {
        LocalDate received = LocalDate.ofInstant(receivedAt, zone);
        LocalDate nearest = null;
        for (int year = received.getYear() - 1; year <= received.getYear() + 1; year++) {
            if (day.isValidYear(year) && (nearest == null || isNearer(day.atYear(year), nearest, received))) {
                nearest = day.atYear(year);
            }
        }
        return nearest;
    }

    private static boolean isNearer(LocalDate candidate, LocalDate nearest, LocalDate received) {
        return Math.abs(ChronoUnit.DAYS.between(candidate, received))
                < Math.abs(ChronoUnit.DAYS.between(nearest, received));
    }
}
