package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.event.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%c3", "%ED%A0%80", "a%"})
    void rejectsWhatIsNotPercentEncodedUtf8(String text) {
        assertThat(FilterRuns.code("urldecode", "{}", FilterRuns.message(text))).isEqualTo(ErrorCode.BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a===", "_-_-", "é", "Y Q"})
    void rejectsWhatIsNotBase64OfUtf8(String text) {
        assertThat(FilterRuns.code("base64", "{}", FilterRuns.message(text))).isEqualTo(ErrorCode.BAD_VALUE);
    }

    @Test
    void decodesWhatIsEncoded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(10), 0, 0xD800).forEach(text::appendCodePoint);
            String message = FilterRuns.message(text.toString());
            StringBuilder percent = new StringBuilder();
            for (byte octet : text.toString().getBytes(StandardCharsets.UTF_8)) {
                percent.append("%%%02X".formatted(octet));
            }
            String url = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));

            assertThat(FilterRuns.body("urldecode", "{}", FilterRuns.message(percent.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(message);
            assertThat(FilterRuns.body("base64", "{}", FilterRuns.message(url)))
                    .as("seed %d", seed)
                    .isEqualTo(message);
            assertThat(FilterRuns.body("base64", "{}", FilterRuns.body("base64", "{\"action\":\"encode\"}", message)))
                    .as("seed %d", seed)
                    .isEqualTo(message);
        }
    }
}
