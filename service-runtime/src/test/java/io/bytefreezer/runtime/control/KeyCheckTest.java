package io.bytefreezer.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.Snapshots;
import io.bytefreezer.schemas.snapshot.Snapshot;
import org.junit.jupiter.api.Test;

class KeyCheckTest {

    private final Snapshot snapshot =
            Snapshots.revision(1, Snapshots.key("k1", "bf_first-key"), Snapshots.key("k2", "bf_second-key"));

    @Test
    void findsEachKeyOfTheSnapshot() {
        assertThat(KeyCheck.find(snapshot, "bf_first-key").orElseThrow().id()).isEqualTo("k1");
        assertThat(KeyCheck.find(snapshot, "bf_second-key").orElseThrow().id()).isEqualTo("k2");
    }

    @Test
    void findsNoOther() {
        assertThat(KeyCheck.find(snapshot, "bf_first-ke")).isEmpty();
        assertThat(KeyCheck.find(snapshot, "")).isEmpty();
        assertThat(KeyCheck.find(Snapshots.revision(1), "bf_first-key")).isEmpty();
    }
}
