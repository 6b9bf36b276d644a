package io.bytefreezer.transformations.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands for a match of a regular expression, in the language of {@code Regexp.Expand} of Go's package {@code regexp}:
 * {@code $1}, {@code ${1}}, {@code ${name}}, {@code $$}. A name is as long as it can be: {@code $1x} is group {@code 1x}.
 *
 * @param parts what is joined for each match
 */
public record Replacement(List<Part> parts) {

    /** A part. */
    public sealed interface Part {}

    /**
     * The same for every match.
     *
     * @param text it
     */
    public record Literal(String text) implements Part {}

    /**
     * What a group captured.
     *
     * @param number of the group
     */
    public record Group(int number) implements Part {}

    /** Copies the list. */
    public Replacement {
        parts = List.copyOf(parts);
    }

    /** The replacement that a text says; a group that the expression does not have is reported. */
    public static Replacement compile(String text, Pattern regex, Site site) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int dollar = text.indexOf('$');
                dollar >= 0 && dollar + 1 < text.length();
                dollar = text.indexOf('$', at)) {
            parts.add(new Literal(text.substring(at, dollar)));
            boolean braced = text.charAt(dollar + 1) == '{';
            int nameAt = braced ? dollar + 2 : dollar + 1;
            int nameEnd = endOfName(text, nameAt);
            boolean closed = !braced || (nameEnd < text.length() && text.charAt(nameEnd) == '}');
            if (text.charAt(dollar + 1) == '$') {
                parts.add(new Literal("$"));
                at = dollar + 2;
            } else if (nameEnd > nameAt && closed) {
                parts.add(group(text.substring(nameAt, nameEnd), regex, site));
                at = braced ? nameEnd + 1 : nameEnd;
            } else {
                parts.add(new Literal("$"));
                at = dollar + 1;
            }
        }
        parts.add(new Literal(text.substring(at)));
        return new Replacement(parts);
    }

    private static int endOfName(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at;
    }

    private static Part group(String name, Pattern regex, Site site) {
        Integer named = regex.namedGroups().get(name);
        if (named != null) {
            return new Group(named);
        }
        boolean isNumber = name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber && Integer.parseInt(name) <= regex.groupCount()) {
            return new Group(Integer.parseInt(name));
        }
        site.report("the pattern has no group '" + name
                + "'; write ${1}x for group 1 before an x, and $$ for a dollar sign");
        return new Literal("");
    }

    /** The text with what the expression finds replaced. An empty match right after another one is none, as in Go. */
    public String replace(Pattern regex, String text, boolean global, Limits limits) throws EventException {
        if (text.length() > limits.regexInputBytes()) {
            throw new EventException(
                    ErrorCode.REGEX_INPUT_TOO_LONG,
                    "has " + text.length() + " characters; regular expressions are tried on up to "
                            + limits.regexInputBytes());
        }
        Matcher matcher = Re2.matcher(regex, text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length() + 16);
        int at = 0;
        boolean found = true;
        boolean first = true;
        while (found && (global || first)) {
            if (first || matcher.end() > at) {
                replaced.append(text, at, matcher.start());
                append(text, matcher, replaced);
                requireShort(replaced, limits);
                at = matcher.end();
                first = false;
            }
            found = matcher.find();
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private void append(String text, Matcher matcher, StringBuilder replaced) {
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> replaced.append(literal.text());
                case Group group -> {
                    if (matcher.start(group.number()) >= 0) {
                        replaced.append(text, matcher.start(group.number()), matcher.end(group.number()));
                    }
                }
            }
        }
    }

    private static void requireShort(StringBuilder replaced, Limits limits) throws EventException {
        if (replaced.length() > limits.payloadBytes()) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "grows to more than " + limits.payloadBytes() + " characters by what replaces its matches");
        }
    }
}
