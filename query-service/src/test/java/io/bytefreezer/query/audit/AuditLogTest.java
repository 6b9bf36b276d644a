package io.bytefreezer.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void takesDownWhoRanWhatAndWhatBecameOfIt() throws IOException {
        AuditLog log = new AuditLog(
                new AuditConfig(true, null, DataSize.ofMebibytes(1), 2, 10), directory.resolve("audit"), NOON);
        QueryTrail good = log.begin("key-1", "acme", "select\nhost from web");
        good.allowed(List.of("acme/web"));
        good.runs();
        good.answered(3, 400);
        good.failed("cancelled", 0);
        log.begin("key-2", null, "drop").failed("not_allowed", 0);
        QueryTrail slow = log.begin("key-1", "acme", "x");
        slow.runsAs("0123");
        slow.runs();
        slow.failed("time_limit", 9);
        List<String> lines = Files.readAllLines(directory.resolve("audit").resolve("queries.ndjson"));
        assertThat(lines).hasSize(3);
        JsonNode first = Json.mapper().readTree(lines.getFirst());
        assertThat(first.toString())
                .isEqualTo(
                        "{\"time\":\"2026-03-04T12:00:00Z\",\"key\":\"key-1\",\"tenant\":\"acme\",\"sql\":\"select\\nhos\","
                                + "\"sql_length\":20,\"tables\":[\"acme/web\"],\"rows\":3,\"bytes\":400,\"ms\":0,"
                                + "\"outcome\":\"answered\"}");
        assertThat(lines.get(1)).contains("\"outcome\":\"refused\",\"reason\":\"not_allowed\"");
        assertThat(lines.get(2))
                .contains("\"outcome\":\"failed\",\"reason\":\"time_limit\",\"job\":\"0123\"", "\"bytes\":9");
        assertThat(log.problem()).isEmpty();
    }

    @Test
    void keepsOnlySoManyFiles() throws IOException {
        AuditLog log = new AuditLog(new AuditConfig(true, null, new DataSize(200), 3, 100), directory, NOON);
        for (int i = 0; i < 20; i++) {
            log.begin("key-" + i, null, "select 1").answered(1, 0);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(3);
        }
        assertThat(Files.readString(directory.resolve("queries.ndjson"))).contains("key-19");
    }

    @Test
    void goesOnAndTellsWhenItCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        AuditLog log = new AuditLog(AuditConfig.DEFAULT, file, NOON);
        log.begin("key", null, "select 1").answered(1, 0);
        assertThat(log.problem()).hasValueSatisfying(why -> assertThat(why).contains(file.toString()));
    }
}
