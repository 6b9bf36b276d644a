package io.bytefreezer.transformations.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever users write, it is refused with a reason or runs, and soon. */
class RuleFuzzTest {

    private static final int TEXTS = 500;

    @ParameterizedTest
    @EnumSource
    void nothingBreaksTheCompilerOrWhatItMakes(RuleFuzzer.Target target) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RuleFuzzer fuzzer = new RuleFuzzer(target, seed, Duration.ofSeconds(10));
        for (int i = 0; i < TEXTS; i++) {
            fuzzer.next();
        }
        assertThat(fuzzer.compiled()).isPositive();
    }
}
