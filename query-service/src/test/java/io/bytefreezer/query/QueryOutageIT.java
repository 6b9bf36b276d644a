package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.OutageS3;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.name.DatasetRef;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryOutageIT {

    @TempDir
    private Path directory;

    @Test
    void answers503WhileTheStoreRefusesAndRowsWhenItIsBack() {
        try (OutageS3 store = OutageS3.start(directory.resolve("s3"));
                QueryFixture query = new QueryFixture(
                        store,
                        directory,
                        directory.resolve("query"),
                        QueryFixture.limits(Duration.ofSeconds(30), 2, 2),
                        DatasetRef.of("demo", "web"))) {
            try (LakeWriter lake = query.writer()) {
                lake.append("demo", "web", List.of("{\"host\":\"a\"}"));
            }
            store.slowDown();
            HttpResponse<String> refused = query.sql("select host from web");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("lake_unavailable").contains("try again");
            assertThat(query.get("/health").path("status").asText()).isEqualTo(Health.Status.DEGRADED.name());

            store.comeBack();
            assertThat(query.answer("select host from web").path("rows").toString())
                    .isEqualTo("[[\"a\"]]");
            assertThat(query.get("/health").path("status").asText()).isEqualTo(Health.Status.UP.name());
        }
    }
}
