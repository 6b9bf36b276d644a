package io.bytefreezer.transformations.network;

import java.util.Optional;

/** Reads addresses from texts, one character after the other. Belongs to the one call that made it. */
final class IpText {

    /** {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255} */
    private static final int CHARS_MAX = 45;

    private static final int ZONE_CHARS_MAX = 64;
    private static final int GROUPS = 8;
    private static final int NONE = -1;

    private final String text;
    private final int end;
    private int at;

    private IpText(String text, int end) {
        this.text = text;
        this.end = end;
    }

    static Optional<IpAddress> parse(String text) {
        int zone = text.indexOf('%');
        int end = zone < 0 ? text.length() : zone;
        if (end > CHARS_MAX || (zone >= 0 && !isZone(text, zone + 1))) {
            return Optional.empty();
        }
        IpText reader = new IpText(text, end);
        if (text.lastIndexOf(':', end) >= 0) {
            return reader.version6();
        }
        long bits = zone < 0 ? reader.version4() : NONE;
        return bits == NONE ? Optional.empty() : Optional.of(IpAddress.version4(bits));
    }

    private static boolean isZone(String text, int from) {
        int chars = text.length() - from;
        return chars >= 1
                && chars <= ZONE_CHARS_MAX
                && text.chars().skip(from).allMatch(c -> c > ' ' && c < 0x7F && c != '%' && c != '/');
    }

    /** The rest as four numbers; {@link #NONE} when it is anything else. */
    private long version4() {
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0 && !skip('.')) {
                return NONE;
            }
            int octet = octet();
            if (octet == NONE) {
                return NONE;
            }
            bits = bits << 8 | octet;
        }
        return at == end ? bits : NONE;
    }

    private int octet() {
        int from = at;
        int value = 0;
        while (at < end && at - from < 3 && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at) - '0';
            at++;
        }
        boolean hasLeadingZero = at - from > 1 && text.charAt(from) == '0';
        return at == from || hasLeadingZero || value > 255 ? NONE : value;
    }

    private Optional<IpAddress> version6() {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = NONE;
        if (text.startsWith("::")) {
            at = 2;
            gap = 0;
        }
        while (at < end) {
            int read = count == GROUPS ? NONE : groups(groups, count);
            if (read == NONE) {
                return Optional.empty();
            }
            count += read;
            int colons = colons();
            if (colons == NONE || (colons == 2 && gap != NONE)) {
                return Optional.empty();
            }
            gap = colons == 2 ? count : gap;
        }
        return spread(groups, count, gap);
    }

    /** Reads what stands between groups: how many colons, none at the end, or {@link #NONE}. */
    private int colons() {
        if (at == end) {
            return 0;
        }
        if (!skip(':')) {
            return NONE;
        }
        if (skip(':')) {
            return 2;
        }
        return at == end ? NONE : 1;
    }

    /** Puts what stands behind {@code ::} to the end; that stands for one group at least. */
    private static Optional<IpAddress> spread(int[] groups, int count, int gap) {
        if ((gap == NONE) != (count == GROUPS)) {
            return Optional.empty();
        }
        if (gap == NONE) {
            return Optional.of(address(groups));
        }
        int[] all = new int[GROUPS];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, GROUPS - (count - gap), count - gap);
        return Optional.of(address(all));
    }

    private static IpAddress address(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + GROUPS / 2];
        }
        return new IpAddress(high, low, false);
    }

    /** Reads one group, or the two of an address of version 4 at the end; how many, or {@link #NONE}. */
    private int groups(int[] groups, int count) {
        int from = at;
        int value = 0;
        while (at < end && at - from < 4 && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80) {
            value = value << 4 | Character.digit(text.charAt(at), 16);
            at++;
        }
        if (at < end && text.charAt(at) == '.') {
            at = from;
            return embedded(groups, count);
        }
        groups[count] = value;
        return at == from ? NONE : 1;
    }

    private int embedded(int[] groups, int count) {
        long bits = count > GROUPS - 2 ? NONE : version4();
        if (bits == NONE) {
            return NONE;
        }
        groups[count] = (int) (bits >>> 16);
        groups[count + 1] = (int) (bits & 0xFFFF);
        return 2;
    }

    private boolean skip(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
