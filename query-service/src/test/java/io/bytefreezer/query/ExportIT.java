package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.query.export.ExportConfig;
import io.bytefreezer.query.export.ExportException;
import io.bytefreezer.query.export.destination.StubServer;
import io.bytefreezer.runtime.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {

    @TempDir
    Path directory;

    private ExportConfig export(String name, String sql, String target) {
        String yaml = """
                name: %s
                tenant: demo
                sql: "%s"
                batch_rows: 2
                target: %s
                """.formatted(name, sql, target);
        return ConfigLoader.parse(ExportConfig.class, "export.yaml", yaml, Map.of());
    }

    @Test
    void sendsEachNewRowOnceAndAgainOnlyWhenTheTargetDidNotTakeIt() throws ExportException, IOException {
        try (S3Fixture s3 = S3Fixture.start();
                StubServer search = new StubServer()) {
            QueryConfig config = QueryFixture.config(
                    s3, directory.resolve("data"), QueryFixture.limits(Duration.ofSeconds(20), 2, 2), null);
            ExportConfig files = export(
                    "files",
                    "select event_id, host from web where n >= 0",
                    "{type: files, dir: '" + directory.resolve("out") + "'}");
            ExportConfig bulk = export(
                    "bulk",
                    "select event_id, upper(host) as host from web",
                    "{type: elasticsearch, url: '" + search.url() + "', index: logs}");
            try (LakeWriter lake = new LakeWriter(config.lake(), directory);
                    ExportRunner runner = ExportRunner.open(config, directory.resolve("work"))) {
                lake.append("demo", "web", List.of("{\"host\":\"a\",\"n\":1}", "{\"host\":\"b\",\"n\":-1}"));
                lake.append("demo", "web", List.of("{\"host\":\"c\",\"n\":2}"));

                assertThat(runner.run(files, Optional.empty()).sent()).isEqualTo(2);
                assertThat(runner.run(files, Optional.empty()).steps()).isZero();
                lake.append("demo", "web", List.of("{\"host\":\"d\",\"n\":3}"));
                assertThat(runner.run(files, Optional.empty()).sent()).isEqualTo(1);
                assertThat(Files.readString(directory.resolve("out/files.00000001.0001.ndjson")))
                        .contains("\"host\":\"a\"", "\"host\":\"c\"")
                        .doesNotContain("\"b\"");
                assertThat(Files.readString(directory.resolve("out/files.00000002.0001.ndjson")))
                        .isEqualTo("{\"event_id\":\"id-0\",\"host\":\"d\"}\n");

                search.answer(401, "no");
                assertThatThrownBy(() -> runner.run(bulk, Optional.empty())).hasMessageContaining("401");
                assertThat(runner.run(bulk, Optional.empty()).sent()).isEqualTo(4);
                assertThat(search.requests()).hasSize(3);
                assertThat(search.requests().getLast().body()).contains("\"_id\":\"id-0\"");

                assertThat(runner.run(bulk, Optional.of("now")).sent()).isZero();
                assertThat(runner.run(bulk, Optional.of("beginning")).sent()).isEqualTo(4);
                assertThatThrownBy(() -> runner.run(bulk, Optional.of("42")))
                        .hasMessageContaining("--from beginning")
                        .hasMessageContaining("42");
                refusesQueriesThatCannotBeExported(runner, search);
            }
        }
    }

    private void refusesQueriesThatCannotBeExported(ExportRunner runner, StubServer search) {
        assertThatThrownBy(() -> runner.run(
                        export(
                                "none",
                                "select host from web",
                                "{type: elasticsearch, url: '" + search.url() + "', index: logs}"),
                        Optional.empty()))
                .hasMessageContaining("event_id");
        assertThatThrownBy(() -> runner.run(
                        export("evil", "select * from read_text('/etc/passwd')", "{type: files, dir: x}"),
                        Optional.empty()))
                .hasMessageContaining("cannot run");
    }
}
