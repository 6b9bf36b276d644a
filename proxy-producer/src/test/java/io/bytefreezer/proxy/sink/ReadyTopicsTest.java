package io.bytefreezer.proxy.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.kafka.TopicsUnavailableException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadyTopicsTest {

    private final BlockingQueue<String> ensured = new LinkedBlockingQueue<>();
    private final FixedSnapshot snapshots = FixedSnapshot.of(snapshot("web"));

    @Test
    void ensuresEachDatasetOnceAndNewOnesAsTheyCome() throws InterruptedException {
        try (ReadyTopics topics =
                new ReadyTopics(snapshots, dataset -> ensured.add(dataset.ref().toString()))) {
            assertThat(ensured.poll(5, TimeUnit.SECONDS)).isEqualTo("demo/web");
            topics.ready(DatasetRef.of("demo", "web")).join();
            snapshots.set(snapshot("web", "syslog"));
            assertThat(ensured.poll(5, TimeUnit.SECONDS)).isEqualTo("demo/syslog");
            topics.ready(DatasetRef.of("demo", "syslog")).join();
            assertThat(ensured).isEmpty();
        }
    }

    @Test
    void triesAgainByItselfAndSaysWhatIsWrongUntilThen() throws InterruptedException {
        AtomicBoolean away = new AtomicBoolean(true);
        try (ReadyTopics topics = new ReadyTopics(snapshots, dataset -> {
            if (away.getAndSet(false)) {
                throw new TopicsUnavailableException("brokers are away", new IllegalStateException(), true);
            }
            ensured.add(dataset.ref().toString());
        })) {
            assertThatThrownBy(() -> topics.ready(DatasetRef.of("demo", "web")).join())
                    .hasMessageContaining("brokers are away");
            assertThat(topics.problems())
                    .singleElement()
                    .asString()
                    .contains("demo/web")
                    .contains("brokers are away");
            assertThat(ensured.poll(10, TimeUnit.SECONDS)).isEqualTo("demo/web");
            topics.ready(DatasetRef.of("demo", "web")).join();
            assertThat(topics.problems()).isEmpty();
        }
    }

    @Test
    void anUnknownDatasetIsNeverReady() {
        try (ReadyTopics topics = new ReadyTopics(snapshots, dataset -> {})) {
            assertThatThrownBy(() -> topics.ready(DatasetRef.of("demo", "gone")).join())
                    .hasMessageContaining("knows no dataset demo/gone");
        }
    }

    private static Snapshot snapshot(String... datasets) {
        List<Dataset> all = Stream.of(datasets)
                .map(id ->
                        new Dataset(new ResourceId("demo"), new ResourceId(id), true, 1, List.of(), null, null, null))
                .toList();
        return new Snapshot(1, "account", List.of(), all, List.of());
    }
}
