package io.bytefreezer.transformations.grok.onig;

import java.util.List;
import java.util.Random;

/** Random expressions, small and twisted, and texts for them. */
final class Expressions {

    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            "c",
            "ab",
            "é",
            "1",
            " ",
            "-",
            ".",
            "\\w",
            "\\d",
            "\\s",
            "\\S",
            "\\W",
            "[ab]",
            "[^a]",
            "[a-c1]",
            "[^\\s]",
            "[[:alpha:]]",
            "[é-ü]",
            "[\\w-]",
            "\\.",
            "\\x61",
            "\\h",
            "[^é]",
            "\\n");
    private static final List<String> PLACES = List.of(
            "^",
            "$",
            "\\b",
            "\\B",
            "\\A",
            "\\z",
            "\\Z",
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            "(?<!a)",
            "(?<!\\w)",
            "(?=\\w+b)",
            "(?!\\wb)",
            "(?<=ab)",
            "(?<![a1]\\d)");
    private static final List<String> TIMES = List.of(
            "*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{0,2}?", "{2,}", "{,2}", "{1}", "{2,}?",
            "{2}+");
    private static final String TEXT = "aaabbbc11é -.\nüA_ÀK";

    private final Random random;
    private int groups;

    Expressions(Random random) {
        this.random = random;
    }

    /** An expression with a group around it all, so that unnamed groups capture nothing. */
    String expression() {
        groups = 0;
        String options = random.nextInt(12) == 0 ? "(?i)" : random.nextInt(12) == 0 ? "(?m)" : "";
        return "(?<all>" + options + alternatives(3) + ")";
    }

    private String alternatives(int depth) {
        StringBuilder text = new StringBuilder(sequence(depth));
        for (int i = random.nextInt(3); i > 1; i--) {
            text.append('|').append(sequence(depth));
        }
        return text.toString();
    }

    private String sequence(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(part(depth));
        }
        return text.toString();
    }

    private String part(int depth) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return one(PLACES);
        }
        String body = kind < 6 || depth == 0 ? one(ATOMS) : group(depth - 1);
        return random.nextInt(5) < 2 ? body + one(TIMES) : body;
    }

    private String group(int depth) {
        String body = alternatives(depth);
        return switch (random.nextInt(7)) {
            case 0 -> "(" + body + ")";
            case 1 -> "(?>" + body + ")";
            case 2 -> "(?<g" + groups++ % 3 + ">" + body + ")";
            case 3 -> "(?<h" + groups++ + ">" + body + ")";
            case 4 -> random.nextInt(3) > 0 ? "(?:" + body + ")" : "(?=" + body + ")";
            case 5 -> random.nextInt(3) > 0 ? "(?:" + body + ")" : "(?!" + body + ")";
            default -> "(?:" + body + ")";
        };
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return text.toString();
    }
}
