package io.bytefreezer.transformations.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much a regular expression grows when it is compiled. Compilers write a repetition out, and nested ones multiply:
 * {@code ((a{1000}){1000}){1000}} ends the process, not the compilation. So it is estimated first, roughly and never too low by
 * much.
 *
 * @param size atoms when all repetitions are written out
 * @param depth deepest nesting of groups
 */
public record RegexCost(double size, int depth) {

    private static final int COUNT_DIGITS_MAX = 9;

    /** The cost of an expression, be it well-formed or not. */
    public static RegexCost of(String regex) {
        Deque<Double> enclosing = new ArrayDeque<>();
        double size = 0;
        double last = 0;
        int deepest = 0;
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '(') {
                enclosing.push(size + last);
                deepest = Math.max(deepest, enclosing.size());
                size = 0;
                last = 0;
            } else if (c == ')' && !enclosing.isEmpty()) {
                last = Math.max(1, size + last);
                size = enclosing.pop();
            } else if (c == '{') {
                last *= repetitions(regex, at);
            } else {
                size += last;
                last = 1;
                at += c == '\\' ? 1 : 0;
            }
            at++;
        }
        return new RegexCost(enclosing.stream().mapToDouble(Double::doubleValue).sum() + size + last, deepest);
    }

    /** The larger of the numbers in <code>{n,m}</code>; 1 when the brace begins none. */
    private static double repetitions(String regex, int brace) {
        double count = 1;
        double number = 0;
        int end = Math.min(regex.length(), brace + 2 * COUNT_DIGITS_MAX);
        for (int i = brace + 1; i < end && (Character.isDigit(regex.charAt(i)) || regex.charAt(i) == ','); i++) {
            number = regex.charAt(i) == ',' ? 0 : number * 10 + (regex.charAt(i) - '0');
            count = Math.max(count, number);
        }
        return count;
    }
}
