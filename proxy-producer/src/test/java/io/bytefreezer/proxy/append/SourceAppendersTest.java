package io.bytefreezer.proxy.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SourceAppendersTest {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "web");
    private static final NumberedEvents NOTHING = new NumberedEvents(0, List.of());

    private final List<String> log = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    @Test
    void theOneNotUsedForLongestIsClosed() {
        try (SourceAppenders sources = new SourceAppenders(this::open, 2)) {
            for (int source : new int[] {1, 2, 1, 3, 2}) {
                assertThat(sources.append(new UUID(0, source), DATASET, NOTHING))
                        .isEqualTo(new Appended.UpTo(0));
            }
            assertThat(log).containsExactly("open 1", "open 2", "close 2", "open 3", "close 1", "open 2");
        }
        assertThat(log).endsWith("close 3", "close 2");
    }

    @Test
    void whoIsAppendingIsNotClosedAndMoreAreBusy() throws InterruptedException {
        try (SourceAppenders sources = new SourceAppenders(id -> slow(), 1)) {
            Thread first = Thread.ofVirtual()
                    .start(() -> assertThat(sources.append(new UUID(0, 1), DATASET, NOTHING))
                            .isNotNull());
            entered.await();
            assertThat(sources.append(new UUID(0, 2), DATASET, NOTHING))
                    .isInstanceOfSatisfying(
                            Appended.Failed.class,
                            failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.BUSY));
            leave.countDown();
            first.join();
            assertThat(sources.append(new UUID(0, 2), DATASET, NOTHING)).isEqualTo(new Appended.UpTo(0));
        }
    }

    private Appender open(UUID source) {
        log.add("open " + source.getLeastSignificantBits());
        return appender(() -> log.add("close " + source.getLeastSignificantBits()), () -> {});
    }

    private Appender slow() {
        return appender(() -> {}, () -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Appender appender(Runnable close, Runnable append) {
        return new Appender() {
            @Override
            public Appended append(DatasetRef dataset, NumberedEvents events) {
                append.run();
                return new Appended.UpTo(events.next());
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
