package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of some event times, and of a table as it was. */
class QueryScopeIT {

    private static final String COUNT = "select count(*), min(n), max(n) from demo.events";

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static QueryFixture query;
    private static String firstSnapshot;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
        query = new QueryFixture(
                s3,
                directory,
                directory.resolve("query"),
                QueryFixture.limits(Duration.ofSeconds(20), 4, 16),
                DatasetRef.of("demo", "events"),
                DatasetRef.of("demo", "idle"));
        try (LakeWriter lake = query.writer()) {
            lake.append("demo", "events", events(0));
            firstSnapshot = table(explain(Map.of("sql", COUNT, "explain", true)))
                    .path("snapshot_id")
                    .asText();
            lake.append("demo", "events", events(1_000));
        }
    }

    @AfterAll
    static void stop() {
        query.close();
        s3.close();
    }

    /** A thousand of them, ten milliseconds apart. */
    private static List<String> events(int first) {
        return IntStream.range(first, first + 1_000)
                .mapToObj(n -> "{\"n\":" + n + "}")
                .toList();
    }

    private static JsonNode explain(Map<String, Object> body) {
        return QueryFixture.parse(query.sql(body, "application/json").body());
    }

    private static JsonNode table(JsonNode explanation) {
        return explanation.path("tables").path(0);
    }

    private static String rows(Map<String, Object> body) {
        return explain(body).path("rows").toString();
    }

    @Test
    void readsTheRowsOfSomeEventTimes() {
        assertThat(rows(Map.of(
                        "sql",
                        COUNT,
                        "time_range",
                        Map.of("from", "2026-03-04T05:00:02Z", "until", "2026-03-04T06:00:03+01:00"))))
                .isEqualTo("[[200,200,1299]]");
    }

    @Test
    void readsATableAsItWas() {
        assertThat(rows(Map.of("sql", COUNT, "as_of", firstSnapshot))).isEqualTo("[[1000,0,999]]");
        assertThat(rows(Map.of("sql", COUNT, "as_of", "2100-01-01T00:00:00Z"))).isEqualTo("[[2000,0,1999]]");
        assertThat(rows(Map.of("sql", COUNT, "as_of", "2026-01-01T00:00:00Z"))).isEqualTo("[[0,null,null]]");
    }

    @Test
    void explainsWhatItWouldReadWithoutRunning() {
        JsonNode all = table(explain(Map.of("sql", COUNT, "explain", true)));
        JsonNode later = table(explain(Map.of(
                "sql",
                COUNT,
                "explain",
                true,
                "time_range",
                Map.of("from", "2026-03-05T00:00:00Z", "until", "2026-03-06T00:00:00Z"))));

        assertThat(all.path("table").asText()).isEqualTo("demo.events");
        assertThat(all.path("files").path("considered").asInt()).isEqualTo(2);
        assertThat(all.path("files").path("read").asInt()).isEqualTo(2);
        assertThat(all.path("bytes").path("read").asLong()).isPositive();
        assertThat(later.path("files").path("considered").asInt()).isEqualTo(2);
        assertThat(later.path("files").path("pruned").asInt()).isEqualTo(2);
        assertThat(later.path("bytes").path("read").asLong()).isZero();
        assertThat(table(explain(Map.of("sql", "select * from demo.idle", "explain", true)))
                        .path("snapshot_id")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        n >= 1500 | 1 | [[500,1500,1999]]
        event_time < '2026-03-04 05:00:01' and N < 1000 | 1 | [[100,0,99]]
        event_time::date = '2026-03-05' | 2 | [[0,null,null]]
        n is null or n = 7 | 1 | [[1,7,7]]
        n + 0 = 7 | 0 | [[1,7,7]]
        """)
    void readsNoFileThatItsConditionsRuleOut(String where, int pruned, String answer) {
        String sql = COUNT + " where " + where;

        assertThat(table(explain(Map.of("sql", sql, "explain", true)))
                        .path("files")
                        .path("pruned")
                        .asInt())
                .isEqualTo(pruned);
        assertThat(rows(Map.of("sql", sql))).isEqualTo(answer);
    }

    @Test
    void countsWithoutReadingAFile() throws IOException {
        String count = "select count(*) from demo.events";
        try (QueryFixture cold = new QueryFixture(
                s3,
                directory,
                directory.resolve("counting"),
                QueryFixture.limits(Duration.ofSeconds(20), 1, 1),
                DatasetRef.of("demo", "events"))) {
            JsonNode answer = cold.answer(count);
            JsonNode earlier =
                    QueryFixture.parse(cold.sql(Map.of("sql", count, "as_of", firstSnapshot), "application/json")
                            .body());

            assertThat(answer.path("rows").toString()).isEqualTo("[[2000]]");
            assertThat(answer.at("/freshness/0/event_time").asText()).startsWith("2026-03-04T05:00:09.99");
            assertThat(earlier.path("rows").toString()).isEqualTo("[[1000]]");
            assertThat(cold.fetchedBytes()).isZero();
            assertThat(cold.answer("select count(*) + 0, null from demo.events")
                            .path("rows")
                            .toString())
                    .isEqualTo("[[2000,null]]");
            assertThat(cold.fetchedBytes()).as("where more is asked for").isPositive();
        }
        assertThat(Files.readString(directory.resolve("counting/audit/queries.ndjson")))
                .contains("\"bytes\":0");
        assertThat(rows(Map.of("sql", "select count(*) from demo.idle"))).isEqualTo("[[0]]");
    }

    @Test
    void tellsWhatIsCountedWithoutReading() {
        String count = "select count(*) as n from demo.events";
        JsonNode counted = table(explain(Map.of("sql", count, "explain", true)));
        JsonNode ofATime = table(explain(Map.of(
                "sql",
                count,
                "explain",
                true,
                "time_range",
                Map.of("from", "2026-03-04T05:00:02Z", "until", "2026-03-04T05:00:03Z"))));

        assertThat(counted.path("counted_from_metadata").asBoolean()).isTrue();
        assertThat(counted.path("files").path("considered").asInt()).isEqualTo(2);
        assertThat(counted.path("files").path("read").asInt()).isZero();
        assertThat(counted.path("bytes").path("read").asLong()).isZero();
        assertThat(ofATime.path("counted_from_metadata").asBoolean()).isFalse();
        assertThat(ofATime.path("files").path("read").asInt()).isEqualTo(2);
    }

    @Test
    void countsTheRowsOfSomeEventTimes() {
        assertThat(rows(Map.of(
                        "sql",
                        "select count(*) from demo.events",
                        "time_range",
                        Map.of("from", "2026-03-04T05:00:02Z", "until", "2026-03-04T05:00:03Z"))))
                .isEqualTo("[[200]]");
    }

    @Test
    void tellsWhichFilesAreOnThisMachine() {
        rows(Map.of("sql", COUNT));

        JsonNode warm = table(explain(Map.of("sql", COUNT, "explain", true)));

        assertThat(warm.path("files").path("cached").asInt()).isEqualTo(2);
        assertThat(warm.path("bytes").path("to_fetch").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "as_of": "yesterday"                                                            | as_of
        "as_of": "1"                                                                    | no snapshot 1
        "as_of": "9999999999999999999"                                                  | too large
        "time_range": {"from": "2026-03-04T05:00:00Z"}                                  | time_range.until
        "time_range": {"from": "2026-03-05T05:00:00Z", "until": "2026-03-04T05:00:00Z"} | ends before
        """)
    void refusesScopesThatAreNone(String scope, String message) {
        HttpResponse<String> response = query.send(query.request("/api/v1/query/sql")
                .POST(BodyPublishers.ofString("{\"sql\": \"" + COUNT + "\", " + scope + "}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }
}
