package io.bytefreezer.receiver.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawObjectKeyTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web-1");
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.891Z");

    @Test
    void isNamedAsTheArchitectureSays() {
        RawObjectKey key = new RawObjectKey(WEB, TIME, "bytefreezer.raw.demo.web-1", 3, 42);

        assertThat(key.path())
                .isEqualTo("raw/demo/web-1/year=2026/month=03/day=04/hour=05/"
                        + "bytefreezer.raw.demo.web-1+3+00000000000000000042.avro");
    }

    @Test
    void readsBackWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            RawObjectKey key = new RawObjectKey(
                    WEB,
                    Instant.ofEpochSecond(random.nextLong(253402300800L)),
                    "bytefreezer.raw.demo.web-1",
                    random.nextInt(100_000),
                    random.nextLong(Long.MAX_VALUE));
            assertThat(RawObjectKey.parse(key.path())).as("seed %d", seed).contains(key);
        }
    }

    @Test
    void takesNothingElseForARawObject() {
        String good = new RawObjectKey(WEB, TIME, "bytefreezer.raw.demo.web-1", 3, 42).path();
        List<String> bad = List.of(
                "",
                "raw/",
                good + ".tmp",
                good.replace("raw/", "lake/"),
                good.replace("demo/", "De_mo/"),
                good.replace("month=03", "month=13"),
                good.replace("day=04", "day=32"),
                good.replace("hour=05", "hour=24"),
                good.replace("+3+", "+-3+"),
                good.replace("00000000000000000042", "42"),
                good.replace("00000000000000000042", "99999999999999999999"),
                good.replace("+3+", "+99999999999+"));

        assertThat(bad).allSatisfy(path -> assertThat(RawObjectKey.parse(path)).isEmpty());
    }

    @Test
    void sortsByHour() {
        String early = RawObjectKey.folder(WEB, Instant.parse("2025-12-31T23:59:59Z"));
        String late = RawObjectKey.folder(WEB, Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(early).isLessThan(late);
    }

    @Test
    void refusesOffsetsNoRecordHas() {
        assertThatThrownBy(() -> new RawObjectKey(WEB, TIME, "t", 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offset -1");
    }

    @Test
    void takesTheHourTheEventWasReceivedInHoweverLateItsRecordIs() {
        assertThat(RawObjectKey.hourOf(TIME, TIME.plusSeconds(900_000))).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(RawObjectKey.hourOf(TIME, TIME.minusSeconds(3600))).isEqualTo("2026-03-04T05:00:00Z");
    }

    @Test
    void takesTheRecordsHourWhenTheEventIsFromTheFutureOrBeforeAllTime() {
        assertThat(RawObjectKey.hourOf(TIME.plusSeconds(3601), TIME)).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(RawObjectKey.hourOf(Instant.MIN, TIME)).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(RawObjectKey.hourOf(Instant.MAX, TIME)).isEqualTo("2026-03-04T05:00:00Z");
    }

    @Test
    void hasAnHourForEveryTimestampThereCanBe() {
        for (long timestamp : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            Instant time = Instant.ofEpochMilli(timestamp);
            RawObjectKey key = new RawObjectKey(WEB, RawObjectKey.hourOf(time, time), "t", 0, 0);
            assertThat(RawObjectKey.parse(key.path())).contains(key);
        }
    }
}
