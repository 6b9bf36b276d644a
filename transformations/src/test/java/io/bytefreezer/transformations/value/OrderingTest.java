package io.bytefreezer.transformations.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.value.Ordering.Order;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderingTest {

    private static Order order(@Nullable Object value, Object fixed) {
        return Ordering.beside(fixed).of(value);
    }

    private static ExactNumber exact(String text) {
        return new ExactNumber(text);
    }

    @Test
    void comparesNumbersByAllTheirDigits() {
        assertThat(order(9_007_199_254_740_993L, 9_007_199_254_740_992L)).isEqualTo(Order.GREATER);
        assertThat(order(exact("0.1000000000000000000000000001"), exact("0.1"))).isEqualTo(Order.GREATER);
        assertThat(order(exact("1.10"), exact("1.1"))).isEqualTo(Order.EQUAL);
        assertThat(order(5L, exact("5.0"))).isEqualTo(Order.EQUAL);
        assertThat(order(exact("-0.0"), 0L)).isEqualTo(Order.EQUAL);
        assertThat(order(exact("92233720368547758080"), Long.MAX_VALUE)).isEqualTo(Order.GREATER);
    }

    @Test
    void comparesHugeExponentsWithoutWritingThemOut() {
        assertThat(order(exact("1e999999999"), exact("1e999999998"))).isEqualTo(Order.GREATER);
        assertThat(order(exact("-1e2147483647"), 0L)).isEqualTo(Order.LESS);
        assertThat(order(exact("1e99999999999"), 1L)).isEqualTo(Order.NONE);
        assertThat(order("1e99999999999", "1e9")).isEqualTo(Order.GREATER);
    }

    @Test
    void aTextIsANumberOnlyBesideANumber() {
        assertThat(order("10", 9L)).isEqualTo(Order.GREATER);
        assertThat(order("10", "9")).isEqualTo(Order.GREATER);
        assertThat(order("10", "9a")).isEqualTo(Order.LESS);
        assertThat(order("n/a", 9L)).isEqualTo(Order.NONE);
        assertThat(order(9L, "n/a")).isEqualTo(Order.NONE);
        assertThat(List.of("", "-", "1.", ".5", "+1", "1e", "1e+", "0x10", "1 ", "١"))
                .allSatisfy(text -> assertThat(order(text, 0L)).as(text).isEqualTo(Order.NONE));
        assertThat(order("-1.5e+3", -1500L)).isEqualTo(Order.EQUAL);
    }

    @Test
    void comparesTimesAsTimesAndOtherTextsAsTexts() {
        assertThat(order("2026-10-11T22:14:15+02:00", "2026-10-11T21:00:00Z")).isEqualTo(Order.LESS);
        assertThat(order("2026-10-11T22:14:15.000Z", "2026-10-11T22:14:15Z")).isEqualTo(Order.EQUAL);
        assertThat(order("beta", "alpha")).isEqualTo(Order.GREATER);
        assertThat(order("alpha", "alpha")).isEqualTo(Order.EQUAL);
        assertThat(order("yesterday", "2026-10-11T22:14:15Z")).isEqualTo(Order.GREATER);
    }

    @Test
    void whatHasNoOrderIsNeitherLessNorGreater() {
        assertThat(order(null, 1L)).isEqualTo(Order.NONE);
        assertThat(order(true, 1L)).isEqualTo(Order.NONE);
        assertThat(order(List.of(1L), 1L)).isEqualTo(Order.NONE);
        assertThat(order(Map.of(), "x")).isEqualTo(Order.NONE);
        assertThat(Ordering.beside(true).exists()).isFalse();
        assertThat(Ordering.beside(List.of()).exists()).isFalse();
        assertThat(Ordering.beside("x").exists()).isTrue();
    }

    @Test
    void agreesWithBigDecimalOnAnyNumbers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            String a = number(random);
            String b = number(random);
            int sign = new BigDecimal(a).compareTo(new BigDecimal(b));
            Order expected = sign == 0 ? Order.EQUAL : sign < 0 ? Order.LESS : Order.GREATER;
            assertThat(order(exact(a), exact(b)))
                    .as("seed %d: %s, %s", seed, a, b)
                    .isEqualTo(expected);
            assertThat(order(a, exact(b))).as("seed %d: %s, %s", seed, a, b).isEqualTo(expected);
        }
    }

    private static String number(Random random) {
        String digits = Long.toString(random.nextLong() >> random.nextInt(64));
        String fraction = random.nextBoolean() ? "." + random.nextInt(1000) : "";
        return digits + fraction + (random.nextInt(4) == 0 ? "e" + (random.nextInt(40) - 20) : "");
    }
}
