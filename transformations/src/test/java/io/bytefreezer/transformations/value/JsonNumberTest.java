package io.bytefreezer.transformations.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes numbers as they are written, and nothing else. */
class JsonNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+", ".", "-.", "e5", "1e", "1e+", "1x", "x1", "1.2.3", "--1", "1 ", "Infinity", "0x1"})
    void takesNothingElse(String text) {
        assertThat(JsonNumber.of(text)).isNull();
        assertThat(JsonNumber.lenient(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "01", "1.", ".5", "-01", "1.e5"})
    void takesWhatOnlyJsonRefusesWhenLenient(String text) {
        assertThat(JsonNumber.of(text)).isNull();
        assertThat(JsonNumber.lenient(text)).isNotNull();
    }

    @Test
    void keepsTheValueOfEveryNumber() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String characters = "00123456789.-+e";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            Object number = JsonNumber.lenient(text.toString());
            assertThat(number == null).as("seed %d: %s", seed, text).isEqualTo(decimal(text.toString()) == null);
            if (number != null) {
                assertThat(new BigDecimal(number.toString()))
                        .as("seed %d", seed)
                        .isEqualByComparingTo(text.toString());
                assertThat(JsonNumber.of(number.toString())).as("seed %d", seed).isEqualTo(number);
            }
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Test
    void keepsWholeNumbersAsTheyAreWritten() {
        assertThat(JsonNumber.integer("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(JsonNumber.integer("9223372036854775808")).isNull();
        assertThat(JsonNumber.integer("007")).isNull();
        assertThat(JsonNumber.of("-0")).hasToString("-0");
    }
}
