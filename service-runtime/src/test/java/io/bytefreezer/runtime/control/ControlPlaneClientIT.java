package io.bytefreezer.runtime.control;

import static io.bytefreezer.runtime.control.FakeControlPlane.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.Snapshots;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlPlaneClientIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path cacheFile() {
        return folder.resolve("control/snapshot.json");
    }

    private ControlPlaneClient client(@Nullable URI url) {
        return new ControlPlaneClient(
                new ControlConfig(url, new Secret("bf_key"), null), cacheFile(), Clock.systemUTC());
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void aChangeReachesListenersWithinASecond() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(Snapshots.revision(1));
            BlockingQueue<Snapshot> seen = new LinkedBlockingQueue<>();
            client.onChange(seen::add);
            client.start();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(Snapshots.revision(1));

            for (long revision = 2; revision <= 4; revision++) {
                controlPlane.give(Snapshots.revision(revision));
                assertThat(seen.poll(1, TimeUnit.SECONDS)).isEqualTo(Snapshots.revision(revision));
            }
            assertThat(client.status().connected()).isTrue();
            assertThat(controlPlane.asked().getFirst().authorization()).isEqualTo("Bearer bf_key");
            assertThat(controlPlane.asked().getFirst().query()).isEqualTo("wait=30");
        }
    }

    @Test
    void anUnchangedSnapshotIsNotTold() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(Snapshots.revision(1));
            BlockingQueue<Snapshot> seen = new LinkedBlockingQueue<>();
            client.onChange(seen::add);
            client.start();
            eventually(() -> controlPlane.asked().size() >= 3);
            assertThat(controlPlane.asked().get(1).ifNoneMatch()).isEqualTo("\"1\"");
            assertThat(seen).hasSize(1);
            assertThat(client.status().connected()).isTrue();
        }
    }

    @Test
    void aControlPlaneWithoutLongPollingIsNotFlooded() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(200, "", io.bytefreezer.runtime.http.Json.bytes(Snapshots.revision(1)));
            long started = System.nanoTime();
            client.start();
            eventually(() -> controlPlane.asked().size() >= 6);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aRevokedKeyLeavesTheLastSnapshotAndSaysWhy() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(Snapshots.revision(1));
            client.start();
            eventually(() -> client.status().connected());
            controlPlane.give(401, "", utf8("{\"error\": \"revoked_key\", \"message\": \"...\"}"));
            eventually(() -> !client.status().connected());

            assertThat(client.status().problem())
                    .startsWith(
                            "control plane refuses the service key (401: revoked_key): running from the snapshot of 2");
            assertThat(client.status().health().status()).isEqualTo(Health.Status.DEGRADED);
            assertThat(client.status().lastContact()).isNotNull();
            assertThat(client.current()).contains(Snapshots.revision(1));

            controlPlane.give(Snapshots.revision(2));
            eventually(() -> client.status().connected());
            assertThat(client.current()).contains(Snapshots.revision(2));
        }
    }

    @Test
    void startsFromDiskWhileTheControlPlaneIsAway() throws Exception {
        URI url;
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            url = controlPlane.url();
            controlPlane.give(Snapshots.revision(7));
            client.start();
            eventually(() -> Files.exists(cacheFile()));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheFile())))
                .isEqualTo("rw-------");
        assertThat(Files.list(cacheFile().getParent())).containsExactly(cacheFile());

        try (ControlPlaneClient client = client(url)) {
            client.start();
            assertThat(client.current()).contains(Snapshots.revision(7));
            eventually(() -> String.valueOf(client.status().problem()).contains("cannot be reached"));
            assertThat(client.status().problem())
                    .startsWith("control plane " + url + " cannot be reached (")
                    .contains("): running from the snapshot of 2");
            BlockingQueue<Snapshot> seen = new LinkedBlockingQueue<>();
            client.onChange(seen::add);
            assertThat(seen).hasSize(1);

            try (FakeControlPlane back = new FakeControlPlane(url.getPort())) {
                back.give(Snapshots.revision(8));
                assertThat(seen.poll()).isEqualTo(Snapshots.revision(7));
                assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(Snapshots.revision(8));
                assertThat(back.asked().getFirst().ifNoneMatch()).isEqualTo("\"7\"");
            }
        }
    }

    @Test
    void aSnapshotFromAnotherControlPlaneIsNotComparedByItsTag() throws Exception {
        new SnapshotCache(cacheFile())
                .write(new CachedSnapshot(
                        "http://other", "\"1\"", Clock.systemUTC().instant(), Snapshots.revision(1)));
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(Snapshots.revision(1));
            client.start();
            eventually(() -> !controlPlane.asked().isEmpty());
            assertThat(controlPlane.asked().getFirst().ifNoneMatch()).isEmpty();
        }
    }

    @Test
    void garbageKeepsTheLastGoodSnapshot() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane();
                ControlPlaneClient client = client(controlPlane.url())) {
            controlPlane.give(Snapshots.revision(1));
            client.start();
            eventually(() -> client.status().connected());
            for (String garbage :
                    new String[] {"<html>", "null", "[]", "{\"revision\": \"x\"}", "{}", "{\"tenants\": 1}"}) {
                controlPlane.give(200, "\"9\"", utf8(garbage));
                eventually(() -> !client.status().connected());
                assertThat(client.status().problem()).as(garbage).contains("is not a snapshot: running from");
                assertThat(client.current()).contains(Snapshots.revision(1));
                controlPlane.give(Snapshots.revision(1));
                eventually(() -> client.status().connected());
            }
        }
    }

    @Test
    void aBrokenCacheIsDoneWithout() throws Exception {
        Files.createDirectories(cacheFile().getParent());
        Files.writeString(cacheFile(), "{\"source\": ");
        try (ControlPlaneClient client = client(null)) {
            client.start();
            assertThat(client.current()).isEmpty();
            assertThat(client.status().problem())
                    .isEqualTo("no control plane is configured (control.url, BYTEFREEZER_CONTROL_URL):"
                            + " there is no snapshot yet");
        }
    }

    @Test
    void aListenerThatFailsDoesNotStopTheOthers() throws Exception {
        FixedSnapshot source = FixedSnapshot.of(Snapshots.revision(1));
        BlockingQueue<Snapshot> seen = new LinkedBlockingQueue<>();
        source.onChange(snapshot -> {
            throw new IllegalStateException("on purpose");
        });
        Registration registration = source.onChange(seen::add);
        source.set(Snapshots.revision(2));
        registration.close();
        source.set(Snapshots.revision(3));
        assertThat(seen).containsExactly(Snapshots.revision(1), Snapshots.revision(2));
    }

    @Test
    void closingEndsALongPollAtOnce() throws Exception {
        try (FakeControlPlane controlPlane = new FakeControlPlane()) {
            controlPlane.give(Snapshots.revision(1));
            ControlPlaneClient client = client(controlPlane.url());
            client.start();
            eventually(() -> controlPlane.asked().size() >= 2);
            long started = System.nanoTime();
            client.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
