package io.bytefreezer.transformations.grok.onig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.joni.Regex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnigRegexTest {

    private static final int EXPRESSIONS = 1_500;
    private static final int TEXTS = 12;

    /** A few texts, and then the code of a hot path is run too. */
    private static final int SEARCHES_COLD = 4;

    private static OnigRegex compile(String expression) {
        return OnigRegex.compile(expression).orElseThrow(() -> new AssertionError(expression + " is not known"));
    }

    private static void agrees(String expression, String text) {
        Regex joni = Joni.compile(expression);
        assertThat(joni).as(expression).isNotNull();
        byte[] utf8 = text.getBytes(UTF_8);
        assertThat(Joni.places(compile(expression), utf8))
                .as("%s on '%s'", expression, text)
                .isEqualTo(Joni.search(joni, utf8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void findsWhatJoniFindsWithAnyExpression(long seed) {
        Random random = new Random(seed);
        Expressions expressions = new Expressions(random);
        int known = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expressions.expression();
            Regex joni = Joni.compile(expression);
            OnigRegex ours = OnigRegex.compile(expression, SEARCHES_COLD).orElse(null);
            if (joni == null || ours == null) {
                continue;
            }
            known++;
            for (int j = 0; j < TEXTS; j++) {
                String text = expressions.text();
                byte[] utf8 = text.getBytes(UTF_8);
                if (!ours.isForAsciiOnly() || utf8.length == text.length()) {
                    assertThat(Joni.places(ours, utf8))
                            .as("seed %s: %s on '%s'", seed, expression, text)
                            .isEqualTo(Joni.search(joni, utf8));
                }
            }
        }
        assertThat(known).as("expressions compared").isGreaterThan(EXPRESSIONS / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "(?<a>x)|(?<a>y), y",
        "(?:(?<a>x)|y)*, xyx",
        "(?:(?<a>x)|y)*, xy",
        "(?:(?<a>x)y|xz), xz",
        "(?:(?<a>x)|y){2}, xy",
        "(?<a>.*(?:(?<b>x)y|xz)), xyxz",
        "(?<a>a(?i)b|c), aC",
        "(?<a>[]x]+), ]x",
        "(?<a>x{), x{",
        "(?<a>x{a}), x{a}",
        "(?<a>x{2}+), xxxx",
        "(?<a>x{2}?), xxx",
        "(?<a>(?>a|ab)c), abc",
        "(?<a>(?>(?:|b))c), bc",
        "(?<a>(?>b?)b), b",
        "(?<a>\\bé+\\b), ß é.",
        "(?<a>a\\b), aé",
        "(?<a>\\w+), aéb",
        "(?<a>[[:alpha:]]+), 1aéb1",
        "(?<a>[[:^alpha:]]+), a12é",
        "(?<a>[^a]{2}), 中文",
        "(?<a>(?<=é)b), éb",
        "(?<a>(?<b>b*a) c), bba c",
        "(?<a>(?<b>b+a)c), bbac",
        "(?<a>(?:(?<b>a)|(?=(?<c>b))b)+), abab"
    })
    void findsWhatJoniFindsWhereItIsEasyToErr(String expression, String text) {
        agrees(expression, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(?<a>b)",
                "(?<a>a)$",
                "(?<a>^)",
                "(?<a>$)",
                "(?<a>\\n$)",
                "(?<a>\\n^)",
                "\\A(?<a>a)",
                "(?<a>.*)b",
                "(?<a>.+?)b",
                "(?m)(?<a>.*)b"
            })
    void knowsLinesAsJoniDoes(String expression) {
        for (String text : new String[] {"a\nb", "a\n", "\n", "", "a", "b", "\nab\n", "x\n\nab", "é\nab"}) {
            agrees(expression, text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<a>x)\\k<a>",
                "(x)\\1",
                "\\p{Alpha}",
                "(?~a)",
                "[a&&b]",
                "(?i)é",
                "\\R",
                "a\\K",
                "\\G",
                "(?x)a",
                "(?<a>a?)*",
                "(?:a+?)*",
                "(?<=a|bc)d",
                "(?:ab){2000}",
                "(?:(?:ab){100}){100}",
                "\\Z",
                "\\z",
                "^*",
                "\\x{41}",
                "\\101"
            })
    void leavesToJoniWhatItDoesNotKnow(String expression) {
        assertThat(OnigRegex.compile(expression)).isEmpty();
    }

    /** Each is exponential, or a power of the text's length, for whoever only backtracks. */
    @ParameterizedTest
    @Timeout(20)
    @CsvSource({
        "(?<w>(a+)+$), NONE",
        "(?<w>(?:aa|a)+$), NONE",
        "(?<w>(?:a|aa)+$), NONE",
        "(?<w>(?:.*a){20}), NONE",
        "(?<w>(?:a*)*(?:a*)*(?:a*)*!), NONE",
        "(?<w>(?:(?:a+)+)+!), NONE",
        "(?<w>(?:a?){20}(?:a){20}!), NONE",
        "'(?<w>.*,.*,.*,.*,.*,.*,.*,.*!)', NONE",
        "(?<w>(?>(?:aa|a)*!)), GAVE_UP"
    })
    void endsSoonWhateverTheExpression(String expression, Found.Kind expected) {
        byte[] text = (expression.contains(",") ? "a,b".repeat(300) : "a".repeat(40) + "é").getBytes(UTF_8);
        byte[] subject = expression.contains("{20})") && expression.contains(".*a")
                ? "b".repeat(5000).getBytes(UTF_8)
                : text;
        OnigRegex regex = compile(expression);
        assertThat(regex.search(subject, Joni.isAscii(subject)).kind()).isEqualTo(expected);
        assertThat(regex.search(subject, Joni.isAscii(subject)).kind())
                .as("again")
                .isEqualTo(expected);
    }

    @Test
    @Timeout(20)
    void goesThroughLongTexts() {
        byte[] text = ("ab".repeat(30_000) + "!").getBytes(UTF_8);
        assertThat(compile("(?<w>(?:ab|c)*!)").search(text, true).kind()).isEqualTo(Found.Kind.MATCH);
        assertThat(compile("(?<w>(?:(?<x>ab)|c)*?!)").search(text, true).kind()).isEqualTo(Found.Kind.MATCH);
        assertThat(compile("(?<w>(?:a|b)*)x").search(text, true).kind()).isEqualTo(Found.Kind.NONE);
    }

    @Test
    void runsWhatIsUsualByCodeOfItsOwnAndTheRestByTheMachine() {
        String expression = "(?<a>\\w+) (?:(?<b>\\d+)|(?<c>[a-z]+?)(?:-(?<d>x|yy|y\\d+)+)?)(?<!q) (?<e>.*);";
        Regex joni = Joni.compile(expression);
        OnigRegex ours = OnigRegex.compile(expression, SEARCHES_COLD).orElseThrow();
        for (int i = 0; i <= SEARCHES_COLD; i++) {
            ours.search("one 17 rest; of it;".getBytes(UTF_8), true);
        }

        assertThat(ours.isWarm()).isTrue();
        for (String text : List.of(
                "one 17 rest; of it;",
                "one 17 rest",
                "!? one 17 rest; of it",
                "one abc-xyyy12x rest;",
                "one abc-xyy1 rest;",
                "one q rest;",
                "",
                "one two three 4 five;")) {
            byte[] utf8 = text.getBytes(UTF_8);
            assertThat(Joni.places(ours, utf8)).as(text).isEqualTo(Joni.search(joni, utf8));
        }
    }
}
