package io.bytefreezer.transformations.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;

class Re2Test {

    private static final String LONG = "x".repeat(60_000);

    @Test
    void aLargeExpressionIsGivenUpOnALongText() {
        Pattern large = Pattern.compile("(.?){1000}[0-9]$");
        assertThatThrownBy(() -> Re2.find(large, LONG)).isInstanceOf(RegexExhaustedException.class);
        assertThat(Re2.find(large, "x".repeat(100) + "7")).isTrue();
    }

    @Test
    void matchesThatEachReadToTheEndOfALongTextAreGivenUp() {
        Matcher matcher = Re2.matcher(Pattern.compile("x.*y|x"), LONG);
        assertThatThrownBy(() -> {
                    while (matcher.find()) {
                        assertThat(matcher.group()).isEqualTo("x");
                    }
                })
                .isInstanceOf(RegexExhaustedException.class);
    }

    @Test
    void ordinaryExpressionsAreFoundThroughoutALongText() {
        Matcher words = Re2.matcher(Pattern.compile("[a-z]+@[a-z]+"), "some words, a@b ".repeat(4_000));
        int found = 0;
        while (words.find()) {
            assertThat(words.group()).isEqualTo("a@b");
            found++;
        }
        assertThat(found).isEqualTo(4_000);
        assertThat(Re2.find(Pattern.compile("(?i)error|warn(ing)?|fatal"), LONG + " Error"))
                .isTrue();
        assertThat(Re2.find(Pattern.compile("needle"), LONG + "needle")).isTrue();
    }
}
