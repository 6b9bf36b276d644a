package io.bytefreezer.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyLimits;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final QueryLimits LIMITS =
            new QueryLimits(1_000, Duration.ofSeconds(30), DataSize.ofMebibytes(100), 4, 2, 16);

    private static final KeyConfig EACH = new KeyConfig(
            2,
            500L,
            Duration.ofSeconds(10),
            DataSize.ofMebibytes(50),
            DataSize.ofMebibytes(200),
            DataSize.ofMebibytes(400),
            Duration.ofSeconds(1));

    @Test
    void leavesAPlaceForAnotherKeyUnlessConfigured() {
        assertThat(Allowance.of(LIMITS, KeyConfig.DEFAULT, null))
                .isEqualTo(new Allowance(
                        3,
                        1_000,
                        Duration.ofSeconds(30),
                        DataSize.ofMebibytes(100).bytes(),
                        OptionalLong.empty()));
        assertThat(Allowance.of(LIMITS, KeyConfig.DEFAULT).concurrent()).isEqualTo(4);
    }

    @Test
    void givesToEachKeyWhatIsConfigured() {
        assertThat(Allowance.of(LIMITS, EACH, null))
                .isEqualTo(new Allowance(
                        2,
                        500,
                        Duration.ofSeconds(10),
                        DataSize.ofMebibytes(50).bytes(),
                        OptionalLong.of(DataSize.ofMebibytes(200).bytes())));
    }

    @Test
    void letsAKeyHaveMoreThanEachButNeverMoreThanThereIs() {
        KeyLimits more = new KeyLimits(100, 5_000L, 3_600L, 1L << 40, 1L << 40);
        assertThat(Allowance.of(LIMITS, EACH, more))
                .isEqualTo(new Allowance(
                        4,
                        1_000,
                        Duration.ofSeconds(30),
                        DataSize.ofMebibytes(100).bytes(),
                        OptionalLong.of(DataSize.ofMebibytes(400).bytes())));
        KeyLimits less = new KeyLimits(1, 7L, 2L, 9L, 11L);
        assertThat(Allowance.of(LIMITS, EACH, less))
                .isEqualTo(new Allowance(1, 7, Duration.ofSeconds(2), 11, OptionalLong.of(9)));
    }

    @Test
    void refusesAScanThatIsTooLargeAndSaysHowLargeAndWhatHelps() {
        Allowance little = new Allowance(1, 1, Duration.ofSeconds(1), 1, OptionalLong.of(1_000));
        DatasetRef web = DatasetRef.of("acme", "web");
        Budget budget = new Budget(little);
        assertThatCode(() -> budget.scan(web, 1_000, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.scan(web, 234, false))
                .hasMessageContaining("1234 bytes")
                .hasMessageContaining("1000 bytes")
                .hasMessageContaining("acme/web")
                .hasMessageContaining("time_range");
        assertThat(budget.scannedBytes()).isEqualTo(1_234);
        assertThatThrownBy(() -> new Budget(little).scan(web, 1_234, true))
                .hasMessageNotContaining("1234")
                .hasMessageContaining("time_range");
    }
}
