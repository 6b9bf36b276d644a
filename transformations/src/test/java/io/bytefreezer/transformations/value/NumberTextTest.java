package io.bytefreezer.transformations.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and other values out of text. */
class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "-0, 0, 0, 0",
        "42, 42, 42, 42",
        "007, , 7, 7",
        "+5, , 5, 5",
        "-00012, , -12, -12",
        "9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807",
        "92233720368547758079, 92233720368547758079, 92233720368547758079, 92233720368547758079",
        "1.10, 1.10, , 1.10",
        ".5, , , 0.5",
        "5., , , 5",
        "-.50, , , -0.50",
        "1e5, 1e5, , 1e5",
        "1.5E-300, 1.5E-300, , 1.5E-300",
        "01.5e+7, , , 1.5e+7",
        "5.e1, , , 5e1",
        "., , , ",
        "-, , , ",
        "e5, , , ",
        "1e, , , ",
        "1x, , , ",
        "0x10, , , ",
        "NaN, , , ",
        "Infinity, , , ",
        "1 , 1, 1, 1"
    })
    void keepsEveryDigit(String text, String json, String whole, String decimal) {
        assertThat(String.valueOf(NumberText.json(text))).isEqualTo(String.valueOf(json));
        assertThat(String.valueOf(NumberText.whole(text))).isEqualTo(String.valueOf(whole));
        assertThat(String.valueOf(NumberText.decimal(text))).isEqualTo(String.valueOf(decimal));
    }

    @Test
    void takesNoEndlessNumbers() {
        assertThat(NumberText.whole("1".repeat(1000))).isNotNull();
        assertThat(NumberText.whole("1".repeat(1001))).isNull();
        assertThat(NumberText.decimal("")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "boolean, YES, true",
        "boolean, 0, false",
        "boolean, maybe, ",
        "timestamp, 2026-10-11T22:14:15.123456789+02:00, 2026-10-11T20:14:15.123456789Z",
        "timestamp, 2026-10-11 22:14:15, 2026-10-11T22:14:15Z",
        "timestamp, 2026-10-11, 2026-10-11T00:00:00Z",
        "timestamp, 1791756855123, 2026-10-11T22:14:15.123Z",
        "timestamp, 2026-02-30, ",
        "timestamp, yesterday, ",
        "string, 007, 007"
    })
    void convertsTexts(String type, String text, String value) {
        assertThat(String.valueOf(TextType.named(type).orElseThrow().convert(text)))
                .isEqualTo(String.valueOf(value));
    }
}
