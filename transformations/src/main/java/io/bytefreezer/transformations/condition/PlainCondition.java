package io.bytefreezer.transformations.condition;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles the {@code condition} of a filter: tests of fields such as {@code status in [500, 503] and not (path contains "/api")},
 * which the documentation of ByteFreezer's first edition describes. A test of a field that is missing does not hold, but for
 * {@code !=} and {@code not}. Values are compared as people mean it: 200 equals "200".
 *
 * <pre>
 * any  = all { ("or" | "||") all }
 * all  = one { ("and" | "&&") one }
 * one  = ("not" | "!") one | "(" any ")" | "exists" "(" field ")" | field test
 * test = ("==" | "!=") value | ("<" | "<=" | ">" | ">=") number | ["not"] "in" "[" value { "," value } "]"
 *      | ["not"] "contains" text | ["not"] "matches" text | ["not"] "exists"
 * </pre>
 */
public final class PlainCondition {

    private static final int DEPTH_MAX = 50;

    private final PlainTokens tokens;
    private final Limits limits;
    private final Site site;
    private int depth;

    private PlainCondition(PlainTokens tokens, Limits limits, Site site) {
        this.tokens = tokens;
        this.limits = limits;
        this.site = site;
    }

    /** The condition that an expression says; nothing after what is wrong with it was reported. */
    public static Optional<Condition> compile(String expression, Limits limits, Site site) {
        if (expression.length() > limits.expressionChars()) {
            site.report("the condition is longer than " + limits.expressionChars() + " characters");
            return Optional.empty();
        }
        int before = site.problems().found().size();
        try {
            PlainTokens tokens = new PlainTokens(expression);
            Condition condition = new PlainCondition(tokens, limits, site).any();
            tokens.expectEnd();
            return site.problems().found().size() == before ? Optional.of(condition) : Optional.empty();
        } catch (PlainTokens.Unexpected e) {
            site.report("not a condition: " + e.getMessage()
                    + "; write, say, status >= 400 and path contains \"/api\", or use 'when' with CEL");
            return Optional.empty();
        }
    }

    private Condition any() throws PlainTokens.Unexpected {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (tokens.accept("or", "||")) {
            parts.add(all());
        }
        return parts.size() == 1
                ? parts.getFirst()
                : event -> {
                    for (Condition part : parts) {
                        if (part.test(event)) {
                            return true;
                        }
                    }
                    return false;
                };
    }

    private Condition all() throws PlainTokens.Unexpected {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (tokens.accept("and", "&&")) {
            parts.add(one());
        }
        return parts.size() == 1
                ? parts.getFirst()
                : event -> {
                    for (Condition part : parts) {
                        if (!part.test(event)) {
                            return false;
                        }
                    }
                    return true;
                };
    }

    private Condition one() throws PlainTokens.Unexpected {
        if (++depth > DEPTH_MAX) {
            throw new PlainTokens.Unexpected("it is nested more than " + DEPTH_MAX + " deep");
        }
        try {
            if (tokens.accept("not", "!")) {
                return not(one(), true);
            }
            if (tokens.accept("(")) {
                Condition inner = any();
                tokens.expect(")");
                return inner;
            }
            return test();
        } finally {
            depth--;
        }
    }

    private Condition test() throws PlainTokens.Unexpected {
        String name = tokens.name();
        if (name.equals("exists") && tokens.accept("(")) {
            FieldPath field = field(tokens.name());
            tokens.expect(")");
            return event -> event.has(field);
        }
        FieldPath field = field(name);
        boolean negated = tokens.accept("not", "!");
        String operator = tokens.next("==, !=, <, <=, >, >=, in, contains, matches or exists");
        return switch (operator) {
            case "exists" -> not(event -> event.has(field), negated);
            case "in" -> not(FieldTests.isOneOf(field, values()), negated);
            case "contains" -> not(FieldTests.contains(field, tokens.text()), negated);
            case "matches" -> not(matches(field, tokens.text()), negated);
            case "==" -> not(FieldTests.isOneOf(field, List.of(tokens.value())), negated);
            case "!=" -> not(FieldTests.isOneOf(field, List.of(tokens.value())), !negated);
            case "<", "<=", ">", ">=" -> not(FieldTests.compares(field, operator, tokens.number()), negated);
            default -> throw new PlainTokens.Unexpected("'" + operator + "' is no test of a field");
        };
    }

    private Condition matches(FieldPath field, String regex) {
        return Re2.compile(regex, limits, site)
                .<Condition>map(pattern -> FieldTests.matches(field, pattern, limits.regexInputBytes()))
                .orElse(event -> false);
    }

    private List<Object> values() throws PlainTokens.Unexpected {
        tokens.expect("[");
        List<Object> values = new ArrayList<>();
        do {
            values.add(tokens.value());
        } while (tokens.accept(","));
        tokens.expect("]");
        return values;
    }

    private static FieldPath field(String name) throws PlainTokens.Unexpected {
        return FieldPath.parse(name).orElseThrow(() -> new PlainTokens.Unexpected("'" + name + "' is no field path"));
    }

    private static Condition not(Condition condition, boolean negated) {
        return negated ? event -> !condition.test(event) : condition;
    }
}
