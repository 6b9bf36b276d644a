package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to queries that take too much, and to their neighbours. */
class QueryLimitsIT {

    private static final String ENDLESS =
            "select sum(a.i * b.i) from range(100000) a(i), range(100000) b(i), range(100000) c(i)";
    private static final DatasetRef SYSLOG = DatasetRef.of("demo", "syslog");

    @TempDir
    static Path directory;

    private static S3Fixture s3;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void stopsALongQueryInTimeAndHarmsNoNeighbour() {
        try (QueryFixture query = service("time", Duration.ofSeconds(2), 2, 4)) {
            CompletableFuture<HttpResponse<String>> endless = CompletableFuture.supplyAsync(() -> query.sql(ENDLESS));
            Await.that(() -> query.running() == 1);
            assertThat(query.answer("select 1").path("row_count").asInt()).isEqualTo(1);
            HttpResponse<String> stopped = endless.join();
            assertThat(stopped.statusCode()).isEqualTo(422);
            assertThat(stopped.body()).contains("time_limit").contains("2 s");
            assertThat(query.answer("select 2").path("row_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void stopsAQueryWhoseMemoryTheEngineDoesNotCount() {
        try (QueryFixture query = service("memory", Duration.ofSeconds(60), 2, 4)) {
            CompletableFuture<HttpResponse<String>> doubling = CompletableFuture.supplyAsync(
                    () -> query.sql("with recursive t(s, n) as (select 'x', 1 union all select s || s, n + 1 from t"
                            + " where n < 32) select max(length(s)) from t"));
            HttpResponse<String> stopped = doubling.join();
            assertThat(stopped.statusCode()).isEqualTo(422);
            assertThat(stopped.body()).contains("memory_limit");
            assertThat(query.answer("select 2").path("row_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void stopsTheQueryOfAClientThatHangsUp() throws IOException {
        try (QueryFixture query = service("gone", Duration.ofSeconds(60), 2, 4)) {
            try (Socket client = new Socket("127.0.0.1", query.port())) {
                post(client, "application/json", ENDLESS);
                Await.that(() -> query.running() == 1);
                Instant watched = Instant.now().plusMillis(600);
                Await.that(() -> Instant.now().isAfter(watched));
                assertThat(query.running()).isEqualTo(1);
            }
            Await.that(() -> query.running() == 0);
        }
    }

    @Test
    void takesThePlaceBackFromAClientThatDoesNotRead() throws IOException {
        try (QueryFixture query = service("slow", Duration.ofSeconds(2), 1, 0)) {
            for (String accept : List.of("application/json", "application/x-ndjson", "text/csv")) {
                try (Socket client = new Socket("127.0.0.1", query.port())) {
                    post(client, accept, "select i, repeat('x', 1000) as s from range(100000) t(i)");
                    Await.that(() -> query.running() == 1);
                    Await.that(() -> query.running() == 0);
                }
            }
            assertThat(query.answer("select 1").path("row_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void breaksOffAnAnswerThatCannotBeCompleted() throws IOException {
        try (QueryFixture query = service("broken", Duration.ofSeconds(1), 1, 0);
                Socket client = new Socket("127.0.0.1", query.port())) {
            post(client, "application/json", "select i, repeat('x', 1000) as s from range(100000) t(i)");
            Await.that(() -> query.running() == 1);
            Await.that(() -> query.running() == 0);
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .doesNotEndWith("0\r\n\r\n")
                    .doesNotContain("truncated\":");
        }
    }

    @Test
    void keepsTheConnectionOfQuickQueriesAndClosesThatOfLongOnes() {
        try (QueryFixture query = service("watch", Duration.ofSeconds(1), 2, 4)) {
            assertThat(query.sql("select 1").headers().firstValue("Connection").orElse("keep-alive"))
                    .isEqualToIgnoringCase("keep-alive");
            assertThat(query.sql(ENDLESS).headers().firstValue("Connection")).contains("close");
        }
    }

    @Test
    void sendsRequestsAwayWhenTheQueueIsFull() {
        try (QueryFixture query = service("queue", Duration.ofSeconds(3), 1, 0)) {
            CompletableFuture<HttpResponse<String>> endless = CompletableFuture.supplyAsync(() -> query.sql(ENDLESS));
            Await.that(() -> query.running() == 1);
            HttpResponse<String> sentAway = query.sql("select 1");
            assertThat(sentAway.statusCode()).isEqualTo(429);
            assertThat(sentAway.headers().firstValue("Retry-After")).contains("1");
            assertThat(sentAway.body()).contains("busy");
            endless.join();
        }
    }

    @Test
    void followsTheSnapshotInDatasetsAndKeys() {
        try (QueryFixture query = service("snapshot", Duration.ofSeconds(5), 1, 1)) {
            assertThat(query.sql("select * from syslog").statusCode()).isEqualTo(200);
            query.snapshots().set(QueryFixture.snapshot("service", DatasetRef.of("demo", "other")));
            assertThat(query.sql("select * from syslog").statusCode()).isEqualTo(404);
            query.snapshots().set(QueryFixture.snapshot("ingest", SYSLOG));
            assertThat(query.sql("select * from syslog").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void stopsWithQueriesRunning() {
        QueryFixture query = service("stop", Duration.ofSeconds(60), 2, 4);
        CompletableFuture<HttpResponse<String>> endless = CompletableFuture.supplyAsync(() -> query.sql(ENDLESS));
        Await.that(() -> query.running() == 1);
        Instant start = Instant.now();
        query.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(endless.handle((answer, error) -> true).join()).isTrue();
    }

    private static QueryFixture service(String name, Duration time, int concurrent, int queue) {
        return new QueryFixture(
                s3,
                directory,
                directory.resolve(name).resolve("query"),
                QueryFixture.limits(time, concurrent, queue),
                SYSLOG);
    }

    private static void post(Socket client, String accept, String sql) throws IOException {
        String body = "{\"sql\": \"" + sql + "\"}";
        String head = "POST /api/v1/query/sql HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept
                + "\r\nAuthorization: Bearer " + QueryFixture.KEY + "\r\nContent-Length: " + body.length();
        client.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    }
}
