package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as jobs over HTTP. Each test has a key of its own, so that none sees what another left. */
class QueryJobsIT {

    private static final String JOBS = "/api/v1/query/jobs";
    private static final String ENDLESS =
            "select sum(a.i * b.i) from range(100000) a(i), range(100000) b(i), range(100000) c(i)";
    private static final String EVERYTHING = "select n, text, case when n % 3 = 0 then null else n / 4.0 end as part,"
            + " (n / 8)::decimal(10, 4) as exact, {'a': [n, null]} as nested, event_time from demo.big order by n";
    private static final DatasetRef BIG = DatasetRef.of("demo", "big");
    private static final List<String> KEYS = List.of(
            "pages", "forms", "mine", "other", "stopped", "large", "refused", "odd", "many", "quick", "revoked");
    private static final JobsConfig LIMITS =
            new JobsConfig(DataSize.ofMebibytes(1), DataSize.ofMebibytes(8), 4, Duration.ofMinutes(10));

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static QueryFixture query;

    @BeforeAll
    static void start() throws IOException {
        s3 = S3Fixture.start();
        Files.createDirectories(results());
        Files.writeString(results().resolve("left.rows"), "[1]\n");
        query = new QueryFixture(
                directory,
                QueryFixture.config(
                        s3,
                        directory.resolve("query"),
                        QueryFixture.limits(Duration.ofSeconds(60), 2, 4),
                        null,
                        LIMITS),
                BIG);
        query.snapshots().set(snapshot(KEYS));
        try (LakeWriter lake = query.writer()) {
            lake.append(
                    "demo",
                    "big",
                    IntStream.range(0, 2_500)
                            .mapToObj(i -> "{\"n\":" + i + ",\"text\":\"" + (i % 5 == 0 ? "" : "a,\\\"" + i) + "\"}")
                            .toList());
        }
    }

    @AfterAll
    static void stop() {
        await("quick", make("quick", ENDLESS), "running");
        query.close();
        s3.close();
        assertThat(results()).as("after the service").isEmptyDirectory();
    }

    private static Path results() {
        return directory.resolve("query/jobs");
    }

    private static Snapshot snapshot(List<String> keys) {
        Snapshot all = QueryFixture.snapshot("service", BIG);
        return new Snapshot(
                2,
                all.account(),
                all.tenants(),
                all.datasets(),
                keys.stream()
                        .map(name -> new KeyHash(name, "bf_key_o", KeyHash.sha256(clear(name)), KeyHash.SERVICE))
                        .toList());
    }

    private static String clear(String key) {
        return "bf_key_of_" + key;
    }

    private static HttpRequest.Builder as(String key, String path) {
        return query.request(path).setHeader("Authorization", "Bearer " + clear(key));
    }

    private static HttpResponse<String> get(String key, String path) {
        return query.send(as(key, path));
    }

    private static HttpResponse<String> delete(String key, String path) {
        return query.send(as(key, path).DELETE());
    }

    private static HttpResponse<String> post(String key, Map<String, ?> body) {
        return query.send(as(key, JOBS).POST(QueryFixture.json(body)));
    }

    /** Makes a job, and gives its path. */
    private static String make(String key, String sql) {
        HttpResponse<String> made = post(key, Map.of("sql", sql));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        String path = made.headers().firstValue("Location").orElseThrow();
        assertThat(path)
                .isEqualTo(
                        JOBS + "/" + QueryFixture.parse(made.body()).path("id").asText());
        return path;
    }

    private static JsonNode status(String key, String path) {
        HttpResponse<String> answer = get(key, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return QueryFixture.parse(answer.body());
    }

    private static JsonNode await(String key, String path, String state) {
        Await.that(() -> List.of(state, "succeeded", "failed", "cancelled")
                .contains(status(key, path).path("state").asText()));
        JsonNode status = status(key, path);
        assertThat(status.path("state").asText()).as(status.toString()).isEqualTo(state);
        return status;
    }

    @Test
    void runsToItsEndAndItsPagesAreTheAnswer() throws IOException {
        JsonNode answer = QueryFixture.parse(
                query.sqlWith(clear("pages"), Map.of("sql", EVERYTHING)).body());
        String path = make("pages", EVERYTHING);
        JsonNode status = await("pages", path, "succeeded");

        assertThat(status.path("sql").asText()).isEqualTo(EVERYTHING);
        assertThat(status.path("row_count").asInt()).isEqualTo(2_500);
        assertThat(status.path("columns")).isEqualTo(answer.path("columns"));
        assertThat(status.path("truncated").asBoolean(true)).isFalse();
        assertThat(status.at("/freshness/0/table").asText()).isEqualTo("demo.big");
        assertThat(status.path("error").isNull()).isTrue();
        assertThat(Stream.of("created_at", "started_at", "ended_at")
                        .map(field -> status.path(field).asText()))
                .isSorted()
                .doesNotContain("null");

        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        List<Integer> sizes = new ArrayList<>();
        String next = path + "/rows?limit=999";
        while (next != null) {
            JsonNode page = QueryFixture.parse(get("pages", next).body());
            assertThat(page.path("columns")).isEqualTo(answer.path("columns"));
            assertThat(page.path("offset").asInt()).isEqualTo(rows.size());
            assertThat(page.path("total_rows").asInt()).isEqualTo(2_500);
            sizes.add(page.path("row_count").asInt());
            page.path("rows").forEach(rows::add);
            next = page.path("next").textValue();
        }
        assertThat(sizes).containsExactly(999, 999, 502);
        assertThat(rows).isEqualTo(answer.path("rows"));
        assertThat(Files.readString(directory.resolve("query/audit/queries.ndjson")))
                .contains("\"outcome\":\"answered\",\"job\":\"" + path.substring(JOBS.length() + 1) + "\"");
    }

    @Test
    void givesItsPagesInTheOtherFormsToo() {
        String path = make("forms", EVERYTHING);
        await("forms", path, "succeeded");
        for (String form : List.of("text/csv", "application/x-ndjson")) {
            HttpResponse<String> whole = query.send(as("forms", "/api/v1/query/sql")
                    .header("Accept", form)
                    .POST(QueryFixture.json(Map.of("sql", EVERYTHING))));
            HttpResponse<String> first =
                    query.send(as("forms", path + "/rows?limit=2000").header("Accept", form));
            HttpResponse<String> last =
                    query.send(as("forms", path + "/rows?offset=2000").header("Accept", form));

            assertThat(first.headers().firstValue("Content-Type")).contains(form);
            assertThat(first.headers().firstValue("Bytefreezer-Row-Count")).contains("2000");
            assertThat(first.headers().firstValue("Link"))
                    .contains("<" + path + "/rows?offset=2000&limit=2000>; rel=\"next\"");
            assertThat(last.headers().firstValue("Link")).isEmpty();
            String header = form.equals("text/csv") ? "n,text,part,exact,nested,event_time\r\n" : "";
            assertThat(last.body()).startsWith(header);
            assertThat(first.body() + last.body().substring(header.length())).isEqualTo(whole.body());
        }
    }

    @Test
    void givesAPageAsParquet() {
        String path = make("forms", EVERYTHING);
        await("forms", path, "succeeded");
        String columns = "count(*), min(n), sum(exact), count(part), min(nested), max(typeof(event_time))";
        assertThat(query.fromParquet(as("forms", path + "/rows?offset=2400"), columns))
                .isEqualTo("100 2400 30618.7500 66 {\"a\":[2400,null]} TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void isSeenByItsOwnKeyAlone() {
        String path = make("mine", "select 1 as one");
        await("mine", path, "succeeded");
        String never = JOBS + "/" + "0".repeat(32);

        assertThat(get("mine", JOBS).body()).contains("select 1 as one");
        assertThat(get("other", JOBS).body()).isEqualTo("{\"jobs\":[]}");
        for (String part : List.of("", "/rows")) {
            HttpResponse<String> answer = get("other", path + part);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("unknown_job")
                    .isEqualTo(get("other", never + part).body());
            assertThat(query.send(query.request(path + part).setHeader("Authorization", ""))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(delete("other", path).statusCode()).isEqualTo(404);
        assertThat(get("mine", path + "/rows").body()).contains("\"rows\":[[1]]");
    }

    @Test
    void isCancelledAndRemovedByDelete() {
        String path = make("stopped", ENDLESS);
        JsonNode running = await("stopped", path, "running");
        assertThat(running.path("ended_at").isNull()).isTrue();
        HttpResponse<String> early = get("stopped", path + "/rows");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("no_result", "\"state\":\"running\"");

        double others = query.running() - 1;
        assertThat(delete("stopped", path).statusCode()).isEqualTo(202);
        JsonNode cancelled = await("stopped", path, "cancelled");

        assertThat(cancelled.path("error").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("message").asText()).contains("DELETE");
        Await.that(() -> query.running() <= others);
        assertThat(get("stopped", path + "/rows").statusCode()).isEqualTo(409);
        assertThat(delete("stopped", path).statusCode()).isEqualTo(204);
        assertThat(get("stopped", path).statusCode()).isEqualTo(404);
        assertThat(delete("stopped", path).statusCode()).isEqualTo(404);
    }

    @Test
    void failsWhenItsResultIsTooLarge() throws IOException {
        String path = make("large", "select i, repeat('x', 1000) as s from range(100000) t(i)");
        JsonNode failed = await("large", path, "failed");

        assertThat(failed.path("error").asText()).isEqualTo("result_limit");
        assertThat(failed.path("message").asText()).contains("1048576 bytes", "jobs.result_bytes_max", "limit");
        assertThat(failed.path("row_count").asInt()).isBetween(900, 1_100);
        assertThat(failed.path("bytes").asInt()).isZero();
        try (Stream<Path> files = Files.list(results())) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(path.substring(JOBS.length() + 1)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"sql": "selec 1"}                          | 400 | syntax_error
        {"sql": "select 1 limit 'x"}                | 400 | syntax_error
        {"sql": "drop table big"}                   | 403 | not_allowed
        {"sql": "select * from demo.nothing"}       | 404 | unknown_table
        {"sql": "select 1", "tenant": "rival"}      | 404 | unknown_tenant
        {"sql": "select 1", "as_of": "yesterday"}   | 400 | bad_request
        {"sql": "select 1", "explain": true}        | 400 | explain
        {"sqll": "select 1"}                        | 400 | bad_request
        """)
    void refusesAtOnceWhatCannotRun(String body, int status, String error) {
        HttpResponse<String> refused = query.send(as("refused", JOBS).POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(error);
        assertThat(get("refused", JOBS).body()).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void tellsWhyAQueryFailed() {
        String path = make("quick", "select nothing_such from demo.big");
        JsonNode failed = await("quick", path, "failed");

        assertThat(failed.path("error").asText()).isEqualTo("query_error");
        assertThat(failed.path("message").asText()).contains("nothing_such");
        assertThat(failed.path("columns").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "..",
                "..%2f..%2fquery",
                "%2e%2e",
                "left.rows",
                "left",
                "%00",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdef.rows",
                "0123456789abcdef0123456789abcde%0a",
            })
    void takesNothingElseForAnId(String id) {
        for (String path : List.of(JOBS + "/" + id, JOBS + "/" + id + "/rows")) {
            assertThat(get("odd", path).statusCode()).as(path).isIn(400, 404);
            assertThat(delete("odd", path).statusCode()).as(path).isIn(400, 404, 405);
        }
    }

    @ParameterizedTest
    @CsvSource({"offset=-1", "offset=x", "limit=0", "limit=10001", "limit=", "offset=99999999999999999999"})
    void refusesPagesThatAreNone(String parameter) {
        String path = make("odd", "select 1");
        await("odd", path, "succeeded");

        assertThat(get("odd", path + "/rows?" + parameter).statusCode()).isEqualTo(400);
        assertThat(get("odd", path + "/rows?offset=7").body())
                .contains("\"rows\":[]", "\"row_count\":0", "\"next\":null");
    }

    @Test
    void waitsForItsTurnWhileAnotherKeysQueryFindsAPlace() {
        List<String> paths =
                Stream.generate(() -> make("many", ENDLESS)).limit(4).toList();
        await("many", paths.get(1), "running");
        HttpResponse<String> tooMany = post("many", Map.of("sql", "select 1"));
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
        assertThat(tooMany.body()).contains("busy", "jobs.per_key");
        assertThat(status("many", paths.get(2)).path("state").asText()).isEqualTo("queued");
        assertThat(status("many", paths.get(3)).path("state").asText()).isEqualTo("queued");

        // The last stands in no queue yet, the other in that of queries: both end when they are asked to.
        for (String waiting : paths.subList(2, 4).reversed()) {
            delete("many", waiting);
            assertThat(await("many", waiting, "cancelled").path("started_at").isNull())
                    .isTrue();
        }
        String next = make("many", "select 42");
        assertThat(get("many", paths.get(2)).statusCode())
                .as("the oldest that ended")
                .isEqualTo(404);
        CompletableFuture<HttpResponse<String>> other =
                CompletableFuture.supplyAsync(() -> query.sqlWith(clear("other"), Map.of("sql", "select 7")));
        delete("many", paths.get(0));
        assertThat(other.join().statusCode()).isEqualTo(200);
        await("many", next, "succeeded");
        assertThat(QueryFixture.parse(get("many", JOBS).body()).path("jobs").findValuesAsText("state"))
                .startsWith("succeeded")
                .hasSize(4);
        delete("many", paths.get(1));
        await("many", paths.get(1), "cancelled");
    }

    @Test
    void endsWithItsKey() {
        String kept = make("revoked", "select 'kept'");
        await("revoked", kept, "succeeded");
        String running = make("revoked", ENDLESS);
        await("revoked", running, "running");
        double others = query.running() - 1;

        query.snapshots().set(snapshot(KEYS.subList(0, KEYS.size() - 1)));
        assertThat(get("revoked", kept + "/rows").statusCode()).isEqualTo(401);
        Await.that(() -> query.running() <= others);
        query.snapshots().set(snapshot(KEYS));

        assertThat(get("revoked", kept).statusCode()).isEqualTo(404);
    }

    @Test
    void isCountedInTheMetrics() {
        await("quick", make("quick", "select 1"), "succeeded");

        assertThat(query.send(query.request("/metrics")).body())
                .containsPattern("bytefreezer_query_jobs\\{state=\"succeeded\"} [1-9]")
                .contains("bytefreezer_query_jobs{state=\"queued\"}")
                .containsPattern("bytefreezer_query_jobs_bytes [1-9]");
        assertThat(results().resolve("left.rows"))
                .as("what an earlier service left")
                .doesNotExist();
    }
}
