package io.bytefreezer.piper.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final UUID RAW = UUID.fromString("0195f3a2-7c11-7abc-8def-0123456789ab");

    @Test
    void theFirstEventKeepsTheIdOfTheRawEvent() {
        assertThat(new EventIds(RAW).of(0)).isEqualTo(RAW);
    }

    @Test
    void theOthersNeverChange() {
        assertThat(new EventIds(RAW).of(1)).hasToString("524957da-c191-8b3a-a715-399f9a000001");
        assertThat(new EventIds(RAW).of(9_999)).hasToString("524957da-c191-8b3a-a715-399f9a00270f");
    }

    @Test
    void allAreOfVersion8AndTheirRawEventsAloneAndDifferent() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<UUID> all = new HashSet<>();
        int count = 0;
        for (int i = 0; i < 200; i++) {
            EventIds ids = new EventIds(new UUID(random.nextLong(), random.nextLong()));
            EventIds others = new EventIds(new UUID(random.nextLong(), random.nextLong()));
            for (int index = 1; index < 20; index++) {
                UUID id = ids.of(index);
                all.add(id);
                count++;
                assertThat(id.version()).as("seed %d", seed).isEqualTo(8);
                assertThat(id.variant()).isEqualTo(2);
                assertThat(ids.has(id)).isTrue();
                assertThat(others.has(id)).isFalse();
            }
        }
        assertThat(all).as("seed %d", seed).hasSize(count);
    }

    @Test
    void refusesWhatCannotBeToldApart() {
        EventIds ids = new EventIds(RAW);
        assertThat(ids.of(EventIds.EVENTS_MAX - 1)).isNotEqualTo(RAW);
        assertThatThrownBy(() -> ids.of(EventIds.EVENTS_MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ids.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
