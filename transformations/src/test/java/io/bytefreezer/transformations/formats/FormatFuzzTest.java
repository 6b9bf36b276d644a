package io.bytefreezer.transformations.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever comes in, a format answers with events or with an error of its own, and soon. */
class FormatFuzzTest {

    private static final int PAYLOADS = 2_000;

    @TestFactory
    Stream<DynamicTest> nothingBreaksAFormat() {
        long seed = System.nanoTime();
        return Formats.ALL.stream()
                .map(type -> DynamicTest.dynamicTest(type.name() + ", seed " + seed, () -> {
                    FormatFuzzer fuzzer = new FormatFuzzer(type, seed, Duration.ofSeconds(5));
                    for (int i = 0; i < PAYLOADS; i++) {
                        fuzzer.next();
                    }
                    assertThat(fuzzer.accepted()).isPositive();
                }));
    }
}
