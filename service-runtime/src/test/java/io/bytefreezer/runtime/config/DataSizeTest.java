package io.bytefreezer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "64MiB, 67108864",
        "1.5 GiB, 1610612736",
        "500kB, 500000",
        "2k, 2000",
        "1tib, 1099511627776"
    })
    void readsUnits(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "MiB", "1.5", "1 MiB extra", "9999999TiB", "1e3", "1_000"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> DataSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsTextReadsBackAsTheSameSize() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            DataSize size = new DataSize(
                    (random.nextLong() >>> 1 >>> random.nextInt(60)) << random.nextInt(3) * 10 & Long.MAX_VALUE);
            if (size.bytes() < 1_000_000_000_000_000_000L) {
                assertThat(DataSize.parse(size.toString())).as("seed %d", seed).isEqualTo(size);
            }
        }
        assertThat(new DataSize(0)).hasToString("0B");
        assertThat(DataSize.ofMebibytes(64)).hasToString("64MiB");
    }
}
