package io.bytefreezer.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @TempDir
    Path folder;

    @AfterEach
    void toStandardErrorAgain() {
        Logging.configure(Logging.Format.PLAIN, "INFO", null);
    }

    private List<String> logged(Logging.Format format, String level) throws Exception {
        Path file = folder.resolve("log");
        Logging.configure(format, level, file);
        Logger log = LoggerFactory.getLogger("io.bytefreezer.test");
        log.info("key {}", new Secret("hunter2"), new IllegalStateException("why"));
        log.debug("detail");
        LoggerFactory.getLogger("org.apache.kafka.clients").info("chatter");
        java.util.logging.Logger.getLogger("io.helidon.test").warning("from elsewhere");
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        return Files.readAllLines(file);
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        List<String> lines = logged(Logging.Format.JSON, "INFO");
        assertThat(lines).hasSize(2);
        JsonNode first = Json.mapper().readTree(lines.getFirst());
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("formattedMessage").asText()).isEqualTo("key ***");
        assertThat(first.get("throwable").get("message").asText()).isEqualTo("why");
        assertThat(lines.get(1)).contains("from elsewhere");
        assertThat(String.join("", lines)).doesNotContain("hunter2", "chatter", "detail");
    }

    @Test
    void plainIsForPeople() throws Exception {
        assertThat(logged(Logging.Format.PLAIN, "nonsense").getFirst())
                .contains(" INFO ")
                .endsWith("io.bytefreezer.test key ***");
    }

    @Test
    void debugIsForLibrariesToo() throws Exception {
        assertThat(String.join("", logged(Logging.Format.PLAIN, "DEBUG"))).contains("detail", "chatter");
    }
}
