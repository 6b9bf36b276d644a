package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.ControlPlane.Client;
import io.bytefreezer.control.store.DatabaseConfig;
import io.bytefreezer.control.store.Postgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageIT {

    @TempDir
    private Path directory;

    @Test
    void isSaidAndGotOver() {
        DatabaseConfig database = Postgres.emptyDatabase();
        try (ControlPlane control = ControlPlane.on(directory, database)) {
            Client client = control.client();
            Postgres.shut(database);
            assertThat(client.get("/api/v1/tenants").error()).isEqualTo("database_unavailable");
            assertThat(client.get("/api/v1").status()).isEqualTo(200);
            until(() -> client.get("/health").status() == 503);
            assertThat(client.get("/health").json().path("reasons").toString()).contains("database");
            Postgres.open(database);
            until(() -> client.get("/api/v1/tenants").status() == 200);
            until(() -> client.get("/health").status() == 200);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
