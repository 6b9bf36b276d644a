package io.bytefreezer.transformations.filters.privacy.detect;

/** Finds addresses of people and of machines. */
final class Addresses {

    private static final int LOCAL_PART_MAX = 64;
    private static final int DOMAIN_MAX = 255;
    private static final int LABEL_MAX = 63;
    private static final int IPV6_CHARS_MAX = 45;
    private static final int IPV6_GROUPS = 8;
    private static final int IPV6_GROUP_DIGITS = 4;

    private Addresses() {}

    static boolean canBeginEmail(char c) {
        return Chars.isOfWord(c) || c == '_';
    }

    /**
     * An e-mail address as people have them: of RFC 5321's dot-strings those of letters, digits and {@code ._%+-}, at a domain
     * of at least two labels; letters of any script (RFC 6531).
     */
    static int endOfEmail(String text, int at) {
        int sign = at;
        while (sign - at < LOCAL_PART_MAX && isOfLocalPart(Chars.at(text, sign))) {
            sign++;
        }
        return Chars.at(text, sign) == '@' && text.charAt(sign - 1) != '.' ? endOfDomain(text, sign + 1) : -1;
    }

    /** Where a domain of at least two labels ends; -1 when none begins here. */
    private static int endOfDomain(String text, int from) {
        int best = -1;
        int label = from;
        while (label - from <= DOMAIN_MAX) {
            int end = endOfLabel(text, label);
            if (label > from && end - label >= 2 && Chars.isOfWord(text.charAt(end - 1))) {
                best = end;
            }
            if (end == label || Chars.at(text, end) != '.') {
                return best;
            }
            label = end + 1;
        }
        return best;
    }

    private static int endOfLabel(String text, int from) {
        int end = from;
        while (end - from < LABEL_MAX && (Chars.isOfWord(Chars.at(text, end)) || Chars.at(text, end) == '-')) {
            end++;
        }
        return end;
    }

    private static boolean isOfLocalPart(char c) {
        return Chars.isOfWord(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
    }

    /** An IPv4 address: four numbers to 255, none written with a zero before it. */
    static int endOfIpv4(String text, int at) {
        if (Chars.isAfterDecimalPoint(text, at)) {
            return -1;
        }
        int from = at;
        for (int part = 0; part < 4; part++) {
            int end = Chars.endOfDigits(text, from);
            if (!isOctet(text, from, end)) {
                return -1;
            }
            if (part == 3) {
                return Chars.goesOn(text, end) ? -1 : end;
            }
            if (Chars.at(text, end) != '.') {
                return -1;
            }
            from = end + 1;
        }
        return -1;
    }

    private static boolean isOctet(String text, int from, int end) {
        int length = end - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return false;
        }
        int value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value <= 255;
    }

    static boolean canBeginIpv6(char c) {
        return Chars.isHex(c) || c == ':';
    }

    /** An IPv6 address in any of its forms (RFC 4291, 2.2), without its zone. */
    static int endOfIpv6(String text, int at) {
        if (isWithinGroups(text, at)) {
            return -1;
        }
        int end = at;
        while (end - at <= IPV6_CHARS_MAX && isOfIpv6(Chars.at(text, end))) {
            end++;
        }
        if (end - at < 2 || Chars.isOfWord(Chars.at(text, end))) {
            return -1;
        }
        // What ends a sentence, or comes before what is told of it.
        char last = text.charAt(end - 1);
        boolean punctuated = last == '.' || (last == ':' && text.charAt(end - 2) != ':');
        int trimmed = punctuated ? end - 1 : end;
        return isIpv6(text, at, trimmed) ? trimmed : -1;
    }

    /** Whether groups with colons go on before this place, as in fingerprints of many bytes; {@code src:} is no group. */
    private static boolean isWithinGroups(String text, int at) {
        if (Chars.at(text, at - 1) != ':') {
            return false;
        }
        int group = at - 1;
        while (at - group <= 5 && Chars.isHex(Chars.at(text, group - 1))) {
            group--;
        }
        return Chars.at(text, at - 2) == ':' || (group < at - 1 && !Chars.isOfWord(Chars.at(text, group - 1)));
    }

    private static boolean isOfIpv6(char c) {
        return Chars.isHex(c) || c == ':' || c == '.';
    }

    private static boolean isIpv6(String text, int from, int to) {
        int gap = text.indexOf("::", from, to);
        if (gap < 0) {
            return groups(text, from, to) == IPV6_GROUPS;
        }
        int left = gap == from ? 0 : groups(text, from, gap);
        int right = gap + 2 == to ? 0 : groups(text, gap + 2, to);
        return left >= 0 && right >= 0 && left + right > 0 && left + right < IPV6_GROUPS;
    }

    /** How many groups parted by single colons these are, an IPv4 address at their end being two; -1 when they are none. */
    private static int groups(String text, int from, int to) {
        int groups = 0;
        int at = from;
        while (true) {
            int end = at;
            while (end < to && Chars.isHex(text.charAt(end))) {
                end++;
            }
            if (end < to && text.charAt(end) == '.') {
                return endOfIpv4(text, at) == to ? groups + 2 : -1;
            }
            if (end == at || end - at > IPV6_GROUP_DIGITS) {
                return -1;
            }
            groups++;
            if (end == to) {
                return groups;
            }
            at = end + 1;
        }
    }
}
