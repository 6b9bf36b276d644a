package io.bytefreezer.transformations.filters.privacy.detect;

/** Finds numbers of cards, accounts and people, by their check digits where they have any. */
final class Numbers {

    private static final int CARD_DIGITS_MIN = 13;
    private static final int CARD_DIGITS_MAX = 19;
    private static final int CARD_FIRST_GROUP = 4;
    private static final int IBAN_CHARS_MIN = 15;
    private static final int IBAN_CHARS_MAX = 34;
    private static final int SSN_CHARS = 11;

    private Numbers() {}

    /** Card networks have the first digits 2 to 6 (ISO/IEC 7812-1). */
    static boolean canBeginCard(char c) {
        return c >= '2' && c <= '6';
    }

    /**
     * A payment card's number: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1, annex B), together, or in groups
     * parted by single blanks or single dashes, the first of four.
     */
    static int endOfCard(String text, int at) {
        if (Chars.isAfterDecimalPoint(text, at)) {
            return -1;
        }
        Luhn luhn = new Luhn();
        char separator = 0;
        int best = -1;
        int from = at;
        while (true) {
            int end = Chars.endOfDigits(text, from);
            if (luhn.digits + end - from > CARD_DIGITS_MAX) {
                return best;
            }
            luhn.add(text, from, end);
            if (luhn.digits >= CARD_DIGITS_MIN && luhn.isValid() && !Chars.goesOn(text, end)) {
                best = end;
            }
            char next = Chars.at(text, end);
            boolean parted = isParted(luhn.digits, separator, next);
            if (!parted || !Chars.isDigit(Chars.at(text, end + 1))) {
                return best;
            }
            separator = next;
            from = end + 1;
        }
    }

    /** Whether a character may come between the groups: after the first, any that parts; then the same again. */
    private static boolean isParted(int digits, char separator, char next) {
        if (separator != 0) {
            return next == separator;
        }
        return digits == CARD_FIRST_GROUP && (next == ' ' || next == '-');
    }

    /** The Luhn sum from the left: which digits count double is known at the end only, so both sums are kept. */
    private static final class Luhn {
        private int digits;
        private int evenDoubled;
        private int oddDoubled;

        void add(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) - '0';
                int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
                boolean even = digits % 2 == 0;
                evenDoubled += even ? twice : digit;
                oddDoubled += even ? digit : twice;
                digits++;
            }
        }

        boolean isValid() {
            return (digits % 2 == 0 ? evenDoubled : oddDoubled) % 10 == 0;
        }
    }

    /**
     * An International Bank Account Number (ISO 13616): country, check digits and account, 15 to 34 characters whose remainder
     * by 97 is 1, together or in groups of four parted by blanks.
     */
    static int endOfIban(String text, int at) {
        if (!hasCheckDigits(text, at)) {
            return -1;
        }
        int head = remainder(text, at, at + 4);
        boolean grouped = Chars.at(text, at + 4) == ' ';
        int remainder = 0;
        int best = -1;
        int chars = 4;
        int i = at + 4;
        while (chars < IBAN_CHARS_MAX) {
            if (grouped && chars % 4 == 0 && Chars.at(text, i++) != ' ') {
                return best;
            }
            char c = Chars.at(text, i);
            if (!Chars.isAlphanumeric(c)) {
                return best;
            }
            remainder = append(remainder, c);
            chars++;
            i++;
            if (chars >= IBAN_CHARS_MIN && isValidIban(remainder, head) && !Chars.isOfWord(Chars.at(text, i))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean hasCheckDigits(String text, int at) {
        return Chars.isLetter(Chars.at(text, at + 1))
                && Chars.isDigit(Chars.at(text, at + 2))
                && Chars.isDigit(Chars.at(text, at + 3));
    }

    /** The first four characters go to the end before the check: two letters of two digits each, and two digits. */
    private static boolean isValidIban(int remainder, int head) {
        return (remainder * 1_000_000 + head) % 97 == 1;
    }

    private static int remainder(String text, int from, int to) {
        int remainder = 0;
        for (int i = from; i < to; i++) {
            remainder = append(remainder, text.charAt(i));
        }
        return remainder;
    }

    private static int append(int remainder, char c) {
        return Chars.isDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + (c | 0x20) - 'a' + 10) % 97;
    }

    /** A Social Security number of the United States, 123-45-6789, of those that are given out (SSA, randomization of 2011). */
    static int endOfSsn(String text, int at) {
        int end = at + SSN_CHARS;
        boolean apart =
                Chars.at(text, at - 1) != '-' && Chars.at(text, end) != '-' && !Chars.isOfWord(Chars.at(text, end));
        return apart && hasGroups(text, at) && isGiven(text, at) ? end : -1;
    }

    private static boolean hasGroups(String text, int at) {
        return Chars.endOfDigits(text, at) == at + 3
                && Chars.at(text, at + 3) == '-'
                && Chars.endOfDigits(text, at + 4) == at + 6
                && Chars.at(text, at + 6) == '-'
                && Chars.endOfDigits(text, at + 7) == at + SSN_CHARS;
    }

    private static boolean isGiven(String text, int at) {
        return text.charAt(at) != '9'
                && !text.startsWith("000", at)
                && !text.startsWith("666", at)
                && !text.startsWith("00", at + 4)
                && !text.startsWith("0000", at + 7);
    }
}
