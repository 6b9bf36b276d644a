package io.bytefreezer.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.control.decision.Actor;
import io.bytefreezer.control.decision.Command;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    DatabaseConfig emptyDatabase() {
        return DatabaseConfig.embedded(directory.resolve("data"));
    }

    @Override
    DatabaseConfig sameDatabase(Database open) {
        return DatabaseConfig.embedded(directory.resolve("data"));
    }

    @Test
    void whatWasAnsweredIsInTheFile() throws Exception {
        Path copied = Files.createDirectory(directory.resolve("copy"));
        try (Database database = new Database(DatabaseConfig.embedded(directory.resolve("live")))) {
            database.open();
            ResourceId root = new ResourceId("root");
            KeyHash key = new KeyHash("key-1", "bf_12345", KeyHash.sha256("x"), "service");
            new Store(database, Clock.systemUTC()).execute(Actor.installation(root), new Command.Bootstrap(root, key));
            // What is there when the process is killed at this moment.
            Files.copy(directory.resolve("live/control.mv.db"), copied.resolve("control.mv.db"));
        }
        try (Database database = new Database(DatabaseConfig.embedded(copied))) {
            database.open();
            assertThat(new Store(database, Clock.systemUTC()).systemAccount()).contains(new ResourceId("root"));
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamedWithoutItsParameters() {
        DatabaseConfig config = new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/none?password=hush", "me", null, 1);
        try (Database database = new Database(config)) {
            assertThatThrownBy(database::open)
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none")
                    .hasMessageContaining("database.url")
                    .hasMessageNotContaining("hush");
        }
    }
}
