package io.bytefreezer.transformations.value;

/** Tells IP addresses from other texts: dotted quads, and the forms of RFC 4291, section 2.2. Looks nothing up. */
public final class IpText {

    private static final int V6_GROUPS = 8;
    private static final int V6_CHARS_MAX = 45;

    private IpText() {}

    /** Whether the text is an address, without port, zone or prefix length. */
    public static boolean isAddress(String text) {
        return isV4(text) || isV6(text);
    }

    /** Four numbers to 255; a leading zero is refused, as some read it as octal. */
    private static boolean isV4(String text) {
        int numbers = 0;
        int at = 0;
        while (at <= text.length() && numbers < 4) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            if (!isByte(text, at, end)) {
                return false;
            }
            numbers++;
            at = end + 1;
        }
        return numbers == 4 && at == text.length() + 1;
    }

    private static boolean isByte(String text, int start, int end) {
        int digits = end - start;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
            return false;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = number * 10 + c - '0';
        }
        return number <= 255;
    }

    private static boolean isV6(String text) {
        if (text.length() > V6_CHARS_MAX) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == V6_GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < V6_GROUPS;
    }

    /** How many groups of 16 bits; -1 when any is none. A dotted quad may stand last, for two. */
    private static int groups(String text, boolean last) {
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean quad = last && i == parts.length - 1 && isV4(parts[i]);
            if (!quad && !isHex(parts[i])) {
                return -1;
            }
            groups += quad ? 2 : 1;
        }
        return groups;
    }

    private static boolean isHex(String group) {
        return !group.isEmpty()
                && group.length() <= 4
                && group.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }
}
