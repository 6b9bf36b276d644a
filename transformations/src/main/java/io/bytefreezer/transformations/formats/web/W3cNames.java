package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of the lines that follow a {@code #Fields} directive.
 *
 * @param names as events have them
 * @param date which of them is {@code date}, -1 when none is
 * @param time which of them is the {@code time} that a timestamp is made of, -1 when none is
 */
record W3cNames(List<String> names, int date, int time) {

    static final int FIELDS_MAX = 1000;

    /** Fields of the format's own types integer and fixed, and those of IIS that are numbers. */
    private static final Set<String> NUMBERS = Set.of(
            "c_port",
            "s_port",
            "sc_status",
            "sc_substatus",
            "sc_win32_status",
            "sc_bytes",
            "cs_bytes",
            "bytes",
            "time_taken",
            "cached",
            "count");

    static W3cNames of(List<String> identifiers, int nameCharsMax) throws EventException {
        Set<String> names = new LinkedHashSet<>();
        for (String identifier : identifiers) {
            String name = name(identifier);
            if (identifier.length() > nameCharsMax || names.size() == FIELDS_MAX) {
                throw new EventException(
                        ErrorCode.TOO_LARGE,
                        "#Fields has a name of more than " + nameCharsMax + " characters, or more than " + FIELDS_MAX
                                + " names");
            }
            if (name.isEmpty() || !names.add(name)) {
                throw new EventException(
                        ErrorCode.MALFORMED_PAYLOAD, "#Fields has no name in '" + identifier + "', or has it twice");
            }
        }
        if (names.isEmpty()) {
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "#Fields names no field");
        }
        List<String> list = List.copyOf(names);
        boolean named = names.contains("timestamp"); // by the server itself: that field is not replaced
        return new W3cNames(list, list.indexOf("date"), named ? -1 : list.indexOf("time"));
    }

    /** {@code cs(User-Agent)} as {@code cs_user_agent}: in paths, conditions and columns of tables it needs no quotes. */
    private static String name(String identifier) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < identifier.length(); i++) {
            char c = Character.toLowerCase(identifier.charAt(i));
            if (isKept(c)) {
                name.append(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
                name.append('_');
            }
        }
        int length = name.length();
        return length > 0 && name.charAt(length - 1) == '_' ? name.substring(0, length - 1) : name.toString();
    }

    private static boolean isKept(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c > 0x7F;
    }

    static boolean isNumber(String name) {
        return NUMBERS.contains(name);
    }
}
