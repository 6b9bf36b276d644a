package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.time.Rfc3339;
import org.jspecify.annotations.Nullable;

/** Times of the Common Log Format, {@code 11/Oct/2026:22:14:15 +0200}, and what they are in RFC 3339. */
final class ClfTime {

    private static final int LENGTH = 26;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ClfTime() {}

    /** The same time as RFC 3339 with its offset; null when the text is no such time, or no such date. */
    static @Nullable String rfc3339(String text) {
        int month = hasSigns(text) ? MONTHS.indexOf(text.substring(3, 6)) : -1;
        if (month < 0 || month % 3 != 0) {
            return null;
        }
        month = month / 3 + 1;
        StringBuilder time = new StringBuilder(LENGTH)
                .append(text, 7, 11)
                .append(month < 10 ? "-0" : "-1")
                .append((char) ('0' + month % 10))
                .append('-')
                .append(text, 0, 2)
                .append('T')
                .append(text, 12, 20);
        if (text.endsWith("+0000")) {
            time.append('Z');
        } else {
            time.append(text, 21, 24).append(':').append(text, 24, 26);
        }
        String rfc3339 = time.toString();
        return Rfc3339.parse(rfc3339) == null ? null : rfc3339;
    }

    private static boolean hasSigns(String text) {
        return text.length() == LENGTH
                && text.charAt(2) == '/'
                && text.charAt(6) == '/'
                && text.charAt(11) == ':'
                && text.charAt(20) == ' ';
    }
}
