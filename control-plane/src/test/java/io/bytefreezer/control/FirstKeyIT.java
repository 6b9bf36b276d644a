package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bytefreezer.control.ControlPlane.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FirstKeyIT {

    @TempDir
    private Path directory;

    @Test
    void isWrittenToAFileForItsOwnerAloneAndNeverLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        try (ControlPlane control = ControlPlane.embedded(directory.resolve("data"))) {
            Path file = directory.resolve("data/service-key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            assertThat(control.client().get("/api/v1/tenants").status()).isEqualTo(200);
            assertThat(logged.list)
                    .noneMatch(event -> event.getFormattedMessage().contains(control.firstKey()));
        } finally {
            root.detachAppender(logged);
        }
    }

    @Test
    void staysTheSameOverRestarts() {
        String key;
        try (ControlPlane control = ControlPlane.embedded(directory)) {
            key = control.firstKey();
            control.client().post("/api/v1/tenants", "{\"id\": \"demo\"}");
        }
        try (ControlPlane control = ControlPlane.embedded(directory)) {
            assertThat(control.firstKey()).isEqualTo(key);
            assertThat(control.client().get("/api/v1/tenants").all("id")).containsExactly("demo");
        }
    }

    @Test
    void isMadeAnewWhenAllWereRevoked() {
        String key;
        try (ControlPlane control = ControlPlane.embedded(directory)) {
            key = control.firstKey();
            Client client = control.client();
            client.delete("/api/v1/keys/"
                    + client.get("/api/v1/keys").json().get(0).path("id").asText());
            assertThat(client.get("/api/v1/keys").error()).isEqualTo("revoked_key");
        }
        try (ControlPlane control = ControlPlane.embedded(directory)) {
            assertThat(control.firstKey()).isNotEqualTo(key);
            assertThat(control.client(key).get("/api/v1/tenants").error()).isEqualTo("revoked_key");
            assertThat(control.client().get("/api/v1/keys").json()).hasSize(2);
        }
    }

    @Test
    void isTakenFromAFileThatIsThere() throws Exception {
        String given = "bf_given-by-the-operator-0123456789abcdef";
        Files.writeString(directory.resolve("service-key"), given + "\n");
        try (ControlPlane control = ControlPlane.embedded(directory)) {
            assertThat(control.client(given).get("/api/v1/tenants").status()).isEqualTo(200);
        }
    }
}
