package io.bytefreezer.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void itsBatchesTogetherAreItsLines(@TempDir Path dir) throws IOException {
        try (EventFile file = EventFile.write(dir.resolve("events"), 3, 100, 1, NOW)) {
            String batches = new String(file.batch(0), UTF_8)
                    + new String(file.batch(1), UTF_8)
                    + new String(file.batch(2), UTF_8);
            assertThat(batches).isEqualTo(Files.readString(file.path()));
            assertThat(batches.lines()).hasSize(300);
            assertThat(file.bytes()).isEqualTo(batches.length() - 300);
        }
    }

    @Test
    void eventsAreJsonOfTheStatedSize(@TempDir Path dir) throws IOException {
        try (EventFile file = EventFile.write(dir.resolve("events"), 1, 1_000, 1, NOW)) {
            List<String> lines = Files.readAllLines(file.path());
            for (String line : lines) {
                assertThat(new ObjectMapper().readTree(line).path("request").asText())
                        .endsWith(" HTTP/1.1");
                assertThat(line.length()).isBetween(250, 400);
            }
            assertThat((double) file.bytes() / lines.size()).isBetween(250.0, 350.0);
        }
    }

    @Test
    void theSameSeedGivesTheSameEvents(@TempDir Path dir) throws IOException {
        try (EventFile one = EventFile.write(dir.resolve("one"), 1, 100, 7, NOW);
                EventFile same = EventFile.write(dir.resolve("same"), 1, 100, 7, NOW);
                EventFile other = EventFile.write(dir.resolve("other"), 1, 100, 8, NOW)) {
            assertThat(one.batch(0)).isEqualTo(same.batch(0)).isNotEqualTo(other.batch(0));
        }
    }
}
