package io.bytefreezer.lake.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    private static final long SEED = 20_261_129;

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-04T05:06:07Z,             2026-03-04T05:06:07Z
            2026-03-04T05:06Z,                2026-03-04T05:06:00Z
            2026-03-04T05:06:07.5+01:30,      2026-03-04T03:36:07.500Z
            2026-03-04T00:06:07.123456-05:00, 2026-03-04T05:06:07.123456Z
            2024-02-29T23:59:59.120000000Z,   2024-02-29T23:59:59.120Z
            0001-01-01T00:00:00Z,             0001-01-01T00:00:00Z
            9999-12-31T23:59:59.999999Z,      9999-12-31T23:59:59.999999Z
            1969-12-31T23:59:59.999999Z,      1969-12-31T23:59:59.999999Z
            """)
    void readsATimeWithItsOffset(String text, Instant time) {
        assertThat(IsoTime.micros(text)).hasValue(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-04",
                "2026-03-04T05:06:07",
                "2026-03-04 05:06:07Z",
                "2026-03-04T05:06:07.Z",
                "2026-03-04T05:06:07.1234567Z",
                "2026-02-29T05:06:07Z",
                "2026-13-01T05:06:07Z",
                "2026-00-01T05:06:07Z",
                "2026-01-00T05:06:07Z",
                "2026-03-04T24:00:00Z",
                "2026-03-04T05:60:00Z",
                "2026-03-04T05:06:60Z",
                "2026-03-04T05:06:07+0100",
                "2026-03-04T05:06:07Z ",
                "2026-03-04T05:06:07+19:00",
                "0000-12-31T05:06:07Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "12026-03-04T05:06:07Z",
                "-001-03-04T05:06:07Z",
                "2026-03-04T05:06:07.00000000000000000000000Z",
                "yesterday, at tea time"
            })
    void refusesWhatIsNoTimeOrCannotBeKept(String text) {
        assertThat(IsoTime.micros(text)).isEmpty();
    }

    @Test
    void readsWhatTheJdkWrites() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(-60_000_000_000_000_000L, 250_000_000_000_000_000L);
            OffsetDateTime time = Instant.EPOCH
                    .plus(micros, ChronoUnit.MICROS)
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60)));
            assertThat(IsoTime.micros(time.toString()))
                    .as("seed %d, %s", SEED, time)
                    .hasValue(micros);
        }
    }
}
