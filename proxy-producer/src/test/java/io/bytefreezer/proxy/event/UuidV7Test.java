package io.bytefreezer.proxy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    private final AtomicLong now = new AtomicLong(1_700_000_000_123L);

    @Test
    void holdsVersionVariantAndTime() {
        UUID id = ids(new Random(1)).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.timeOf(id)).isEqualTo(Instant.ofEpochMilli(now.get()));
    }

    @Test
    void growsWithinAMillisecondWithTheClockAndWhenTheClockIsSetBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        UuidV7 ids = ids(random);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            now.addAndGet(random.nextInt(10) == 0 ? random.nextInt(5) - 2 : 0);
            made.add(ids.next().toString());
        }
        assertThat(made).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void goesOnInTheNextMillisecondWhenOneIsUsedUp() {
        // The largest random values: the low 62 bits are full at once and carry into the 12 above them.
        RandomGenerator largest = () -> -1L;
        UuidV7 ids = ids(largest);
        UUID first = ids.next();
        UUID second = ids.next();
        assertThat(second.toString()).isGreaterThan(first.toString());
        assertThat(second.version()).isEqualTo(7);
        assertThat(second.variant()).isEqualTo(2);
    }

    @Test
    void isUniqueAmongThreads() throws InterruptedException {
        UuidV7 ids = ids(new Random(2));
        List<UUID> made = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 2_000; j++) {
                    made.add(ids.next());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(made).hasSize(8_000).doesNotHaveDuplicates();
    }

    private UuidV7 ids(RandomGenerator random) {
        return new UuidV7(() -> Instant.ofEpochMilli(now.get()), random);
    }
}
