package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.ControlPlane.Answer;
import io.bytefreezer.control.ControlPlane.Client;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How services learn of changes: through one control plane, or through another on the same database. */
abstract class SnapshotContract {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String SNAPSHOT = "/api/v1/snapshot";

    @TempDir
    Path directory;

    /** Where changes are made. */
    private ControlPlane changed;

    /** Where services wait. */
    private ControlPlane asked;

    private Client admin;

    abstract ControlPlane startChanged();

    /** May be the same. */
    abstract ControlPlane startAsked(ControlPlane changed);

    @BeforeEach
    void start() {
        changed = startChanged();
        asked = startAsked(changed);
        admin = changed.client();
    }

    @AfterEach
    void stop() {
        asked.close();
        changed.close();
    }

    @Test
    void aSnapshotThatIsKnownIsNotSentAgain() {
        Client service = asked.client(admin.key());
        Answer first = service.get(SNAPSHOT);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.tag()).matches("\"default-\\d+\"");
        Answer same = service.get(SNAPSHOT, "If-None-Match", first.tag());
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.tag()).isEqualTo(first.tag());
        assertThat(service.get(SNAPSHOT + "?wait=1", "If-None-Match", first.tag())
                        .status())
                .isEqualTo(304);
        assertThat(service.get(SNAPSHOT + "?wait=61").status()).isEqualTo(400);
    }

    @Test
    void aChangeWakesWhoWaits() throws Exception {
        Client service = asked.client(admin.key());
        String tag = service.get(SNAPSHOT).tag();
        CompletableFuture<Answer> waiting = waits(service, tag);
        long before = System.nanoTime();
        admin.post("/api/v1/tenants", "{\"id\": \"demo\"}");
        Answer woken = waiting.get(10, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        assertThat(woken.status()).isEqualTo(200);
        assertThat(woken.json().at("/tenants/0/id").asText()).isEqualTo("demo");
        assertThat(woken.tag()).isNotEqualTo(tag);
    }

    @Test
    void revocationOfItsKeyWakesWhoWaits() throws Exception {
        Answer key = admin.post("/api/v1/keys", "{\"name\": \"site\"}");
        Client service = asked.client(key.json().path("key").asText());
        CompletableFuture<Answer> waiting = waits(service, service.get(SNAPSHOT).tag());
        long before = System.nanoTime();
        admin.delete("/api/v1/keys/" + key.json().path("id").asText());
        Answer woken = waiting.get(10, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        assertThat(woken.status()).isEqualTo(401);
        assertThat(woken.error()).isEqualTo("revoked_key");
        assertThat(service.get(SNAPSHOT).error()).isEqualTo("revoked_key");
    }

    @Test
    void anotherAccountsChangeWakesNobody() throws Exception {
        admin.post("/api/v1/accounts", "{\"id\": \"acme\"}");
        Answer key = admin.post("/api/v1/accounts/acme/keys", "{\"name\": \"site\"}");
        Client service = asked.client(key.json().path("key").asText());
        Answer first = service.get(SNAPSHOT);
        assertThat(first.json().path("account").asText()).isEqualTo("acme");
        CompletableFuture<Answer> waiting =
                service.sendLater("GET", SNAPSHOT + "?wait=2", null, "If-None-Match", first.tag());
        awaitWaiter();
        admin.post("/api/v1/tenants", "{\"id\": \"demo\"}");
        assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(304);
    }

    @Test
    void theServicesClientHearsOfChangesAndOfItsRevocation() throws Exception {
        Answer key = admin.post("/api/v1/keys", "{\"name\": \"site\"}");
        Secret clear = new Secret(key.json().path("key").asText());
        ControlConfig config = new ControlConfig(asked.uri(), clear, directory);
        try (ControlPlaneClient client =
                new ControlPlaneClient(config, directory.resolve("snapshot.json"), Clock.systemUTC())) {
            BlockingQueue<Snapshot> heard = new LinkedBlockingQueue<>();
            client.onChange(heard::add);
            client.start();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
            awaitWaiter();
            admin.post("/api/v1/tenants", "{\"id\": \"demo\"}");
            Snapshot changedSnapshot = heard.poll(10, TimeUnit.SECONDS);
            assertThat(changedSnapshot.tenants())
                    .extracting(Snapshot.Tenant::id)
                    .contains(new ResourceId("demo"));
            admin.delete("/api/v1/keys/" + key.json().path("id").asText());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (client.status().connected() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(client.status().problem()).contains("revoked");
            assertThat(client.current()).contains(changedSnapshot);
        }
    }

    @Test
    void whoWaitsIsLetGoWhenTheControlPlaneStops() throws Exception {
        Client service = asked.client(admin.key());
        CompletableFuture<Answer> waiting = waits(service, service.get(SNAPSHOT).tag());
        long before = System.nanoTime();
        asked.close();
        assertThat(waiting.handle((answer, error) -> answer == null ? 0 : answer.status())
                        .get(10, TimeUnit.SECONDS))
                .isIn(0, 503);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    private CompletableFuture<Answer> waits(Client service, String tag) {
        CompletableFuture<Answer> waiting = service.sendLater("GET", SNAPSHOT + "?wait=30", null, "If-None-Match", tag);
        awaitWaiter();
        return waiting;
    }

    private void awaitWaiter() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (waiters() == 0) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private double waiters() {
        return asked.metrics()
                .registry()
                .get("bytefreezer.control.waiters")
                .gauge()
                .value();
    }
}
