package io.bytefreezer.packer.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UpkeepLoopTest {

    private static final DatasetRef WEB = DatasetRef.of("acme", "web");
    private static final DatasetRef AUTH = DatasetRef.of("acme", "auth");

    private final Failures failures = new Failures();
    private final List<DatasetRef> kept = new ArrayList<>();

    @Test
    void keepsEveryTableInEachRound() {
        UpkeepLoop loop = loop((dataset, stopping) -> kept.add(dataset));
        loop.round();
        loop.round();
        assertThat(kept).containsExactly(WEB, AUTH, WEB, AUTH);
        assertThat(failures.of).isEmpty();
    }

    @Test
    void goesOnWithTheNextTableWhenOneFails() {
        loop((dataset, stopping) -> {
                    if (dataset.equals(WEB)) {
                        throw new IllegalStateException("the store is away");
                    }
                    kept.add(dataset);
                })
                .round();
        assertThat(kept).containsExactly(AUTH);
        assertThat(failures.of).containsExactly(WEB);
    }

    @Test
    void tellsItsWorkToStopAndBeginsNoOther() {
        List<Boolean> told = new ArrayList<>();
        UpkeepLoop[] loop = new UpkeepLoop[1];
        loop[0] = loop((dataset, stopping) -> {
            kept.add(dataset);
            told.add(stopping.getAsBoolean());
            loop[0].stop();
            told.add(stopping.getAsBoolean());
        });
        loop[0].round();
        assertThat(kept).containsExactly(WEB);
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void runsUntilItIsStopped() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(4);
        UpkeepLoop loop = loop((dataset, stopping) -> rounds.countDown());
        Thread thread = Thread.ofVirtual().start(loop);
        rounds.await();
        loop.stop();
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    private UpkeepLoop loop(UpkeepLoop.Work work) {
        return new UpkeepLoop(() -> List.of(WEB, AUTH), work, failures, Duration.ofMillis(1));
    }

    private static final class Failures implements UpkeepCounts {
        private final List<DatasetRef> of = new ArrayList<>();

        @Override
        public void compacted(DatasetRef dataset, int files, long bytes) {
            throw new AssertionError("a loop compacts nothing itself");
        }

        @Override
        public void compactionTooLarge(DatasetRef dataset) {
            throw new AssertionError("a loop compacts nothing itself");
        }

        @Override
        public void retentionRemoved(DatasetRef dataset, int files, long rows, long late) {
            throw new AssertionError("a loop removes nothing itself");
        }

        @Override
        public void snapshotsExpired(DatasetRef dataset, int snapshots) {
            throw new AssertionError("a loop expires nothing itself");
        }

        @Override
        public void orphansRemoved(DatasetRef dataset, int objects) {
            throw new AssertionError("a loop removes nothing itself");
        }

        @Override
        public void upkeepFailed(DatasetRef dataset) {
            of.add(dataset);
        }
    }
}
