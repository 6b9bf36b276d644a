package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.query.result.ArrowAnswer;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service over HTTP, on tables in a real store. */
class QueryServiceIT {

    private static final QueryLimits LIMITS = QueryFixture.limits(Duration.ofSeconds(20), 4, 16);

    private static final DatasetRef[] DATASETS = {
        DatasetRef.of("demo", "syslog"),
        DatasetRef.of("demo", "web-logs"),
        DatasetRef.of("demo", "idle"),
        DatasetRef.of("demo", "big"),
        DatasetRef.of("acme", "syslog"),
        DatasetRef.of("temp", "main"),
    };

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static QueryFixture query;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
        query = new QueryFixture(s3, directory, directory.resolve("query"), LIMITS, DATASETS);
        try (LakeWriter lake = query.writer()) {
            lake.append(
                    "demo", "syslog", List.of("{\"host\":\"a\",\"severity\":3}", "{\"host\":\"b\",\"severity\":6}"));
            lake.append("demo", "syslog", List.of("{\"host\":\"a\",\"severity\":4,\"app\":\"sshd\"}"));
            lake.append(
                    "demo",
                    "web-logs",
                    List.of("{\"host\":\"a\",\"path\":\"/x,\\\"y\\\"\",\"bytes\":9007199254740993}"));
            lake.append("acme", "syslog", List.of("{\"host\":\"z\"}"));
            lake.append("temp", "main", List.of("{\"host\":\"t\"}"));
            lake.append("rival", "orders", List.of("{\"secret\":\"rival's\"}"));
            lake.append(
                    "demo",
                    "big",
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> "{\"n\":" + i + ",\"text\":\"" + "x".repeat(50) + "\"}")
                            .toList());
        }
    }

    @AfterAll
    static void stop() {
        query.close();
        s3.close();
    }

    @Test
    void answersWithColumnsRowsAndTotals() {
        JsonNode answer = query.answer("select host, count(*) as n from syslog group by 1 order by 1");
        assertThat(answer.path("columns").toString())
                .isEqualTo("[{\"name\":\"host\",\"type\":\"VARCHAR\"},{\"name\":\"n\",\"type\":\"BIGINT\"}]");
        assertThat(answer.path("rows").toString()).isEqualTo("[[\"a\",2],[\"b\",1]]");
        assertThat(answer.path("row_count").asInt()).isEqualTo(2);
        assertThat(answer.path("truncated").asBoolean()).isFalse();
        assertThat(answer.has("execution_time_ms")).isTrue();
    }

    @Test
    void givesNullForFilesOlderThanAColumn() {
        assertThat(rows("select host, app from syslog order by app nulls first, host"))
                .isEqualTo("[[\"a\",null],[\"b\",null],[\"a\",\"sshd\"]]");
    }

    @Test
    void readsSystemColumnsInUtc() {
        assertThat(rows("select event_time, received_at, _raw_partition, _raw_offset, date_part('hour', event_time)"
                        + " from syslog where app is not null"))
                .isEqualTo("[[\"2026-03-04T05:00:00Z\",\"2026-03-04T05:00:00.001Z\",0,0,5]]");
    }

    @Test
    void joinsDatasetsAndTenants() {
        assertThat(rows("select s.host, w.bytes, (select min(host) from acme.syslog) from syslog s"
                        + " join demo.\"web-logs\" w using (host) where s.app is not null"))
                .isEqualTo("[[\"a\",9007199254740993,\"z\"]]");
    }

    @Test
    void queriesTenantsWithNamesOfTheEngine() {
        HttpResponse<String> response =
                query.sql(Map.of("sql", "select host from main", "tenant", "temp"), "application/json");
        assertThat(QueryFixture.parse(response.body()).path("rows").toString()).isEqualTo("[[\"t\"]]");
    }

    @Test
    void findsNoRowsWhereNothingWasPackedYet() {
        assertThat(rows("select count(*), max(event_time) from idle")).isEqualTo("[[0,null]]");
    }

    @Test
    void describesTables() {
        assertThat(rows("describe syslog")).contains("[\"host\",\"VARCHAR\"", "[\"severity\",\"BIGINT\"");
    }

    @Test
    void streamsNdjson() {
        HttpResponse<String> response = query.sql(
                Map.of("sql", "select host, {'a': [1, null]} as s from demo.syslog order by host, severity"),
                "application/x-ndjson");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(response.headers().firstValue("Bytefreezer-Row-Count")).contains("3");
        assertThat(response.body().lines())
                .containsExactly(
                        "{\"host\":\"a\",\"s\":{\"a\":[1,null]}}",
                        "{\"host\":\"a\",\"s\":{\"a\":[1,null]}}",
                        "{\"host\":\"b\",\"s\":{\"a\":[1,null]}}");
    }

    @Test
    void streamsCsv() {
        HttpResponse<String> response = query.sql(
                Map.of("sql", "select host, path, null as nothing, '' as empty, bytes from demo.\"web-logs\""),
                "text/csv");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(response.body())
                .isEqualTo("host,path,nothing,empty,bytes\r\na,\"/x,\"\"y\"\"\",,\"\",9007199254740993\r\n");
    }

    @Test
    void streamsParquet() {
        String all = "select n, text, n / 4.0 as part, sum(n) over () as total, event_time from demo.big order by n";
        String columns =
                "count(*), count(DISTINCT n), min(typeof(total)), sum(n) = min(total), min(typeof(event_time)),"
                        + " count(part), min(length(text)) > 10";
        assertThat(query.fromParquet(
                        query.request("/api/v1/query/sql").POST(QueryFixture.json(Map.of("sql", all))), columns))
                .isEqualTo("20000 20000 DECIMAL(38,0) true TIMESTAMP WITH TIME ZONE 20000 true");
    }

    @Test
    void answersWithArrow() throws IOException {
        HttpRequest.Builder request = query.request("/api/v1/query/sql")
                .POST(QueryFixture.json(Map.of("sql", "select n, text from demo.big order by n")));
        ArrowAnswer answer = ArrowAnswer.read(query.bytes(request, "application/vnd.apache.arrow.stream"));
        assertThat(answer.types()).containsExactly("n: Int(64, true)", "text: Utf8");
        assertThat(answer.rows()).hasSize(20_000).doesNotHaveDuplicates().allMatch(row -> row.contains("xxx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"})
    void saysWhichValueAFormDoesNotHold(String form) {
        HttpResponse<String> refused =
                query.sql(Map.of("sql", "select 170141183460469231731687303715884105727::hugeint as total"), form);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("query_error", "column 'total'");
    }

    @Test
    void streamsLargeAnswersCompletely() {
        for (String format : List.of("application/x-ndjson", "text/csv")) {
            HttpResponse<String> response = query.sql(Map.of("sql", "select n, text from demo.big order by n"), format);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body().lines().filter(line -> line.contains("xxx")))
                    .hasSize(20_000);
            assertThat(response.headers().firstValue("Trailer")).isPresent();
        }
        assertThat(query.answer("select n, text from big").path("rows")).hasSize(20_000);
    }

    @Test
    void saysWhenAnAnswerIsCutShort() {
        HttpResponse<String> response =
                query.sql(Map.of("sql", "select n from demo.big order by n", "limit", 5), "application/json");
        JsonNode answer = QueryFixture.parse(response.body());
        assertThat(answer.path("rows").toString()).isEqualTo("[[0],[1],[2],[3],[4]]");
        assertThat(answer.path("truncated").asBoolean()).isTrue();
        assertThat(query.answer("select * from range(100001)").path("row_count").asInt())
                .isEqualTo(100_000);
        assertThat(query.answer("select n from big limit 5").path("truncated").asBoolean())
                .isFalse();
    }

    @Test
    void namesColumnsApart() {
        assertThat(query.answer("select 1 as a, 2 as a").path("columns").findValuesAsText("name"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    selec 1                                  | 400 | syntax_error   | line 1, column 1
                    select nope from syslog                  | 400 | query_error    | LINE 1: select nope
                    select 'x'::int from syslog              | 400 | query_error    | Could not convert string
                    select * from sislog                     | 404 | unknown_table  | did you mean syslog?
                    select * from rival.orders               | 404 | unknown_table  | there is no table 'rival.orders'
                    copy syslog to '/tmp/x'                  | 403 | not_allowed    | only queries
                    select * from read_text('/etc/passwd')   | 403 | not_allowed    | read_text
                    select 1; select 2                       | 403 | not_allowed    | exactly one statement
                    select list(i) from range(1000000000) t(i) | 422 | memory_limit | more memory
                    """)
    void refusesWithAReason(String sql, int status, String error, String message) {
        HttpResponse<String> response = query.sql(sql);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(QueryFixture.parse(response.body()).path("error").asText()).isEqualTo(error);
        assertThat(QueryFixture.parse(response.body()).path("message").asText())
                .contains(message)
                .doesNotContain(directory.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"sql": "select 1", "tenat": "demo"}    | 400 | tenat
                    {"tenant": "demo"}                      | 400 | needs "sql"
                    {"sql": "select 1", "saved": "x"}       | 400 | not both
                    {"saved": "x", "tenant": "demo"}        | 404 | no saved query
                    {"sql": "select 1", "limit": 0}         | 400 | at least 1
                    {"sql": "select 1", "tenant": "rival"}  | 404 | no such tenant
                    {"sql": "select 1", "tenant": "../x"}   | 404 | no such tenant
                    [1]                                     | 400 | JSON
                    {"sql":                                 | 400 | JSON
                    """)
    void refusesBadRequests(String body, int status, String message) {
        HttpResponse<String> response = query.send(
                query.request("/api/v1/query/sql").POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(message.replace("\"", "\\\""));
    }

    @Test
    void refusesFormsItDoesNotHave() {
        assertThat(query.sql(Map.of("sql", "select 1"), "application/xml").statusCode())
                .isEqualTo(406);
    }

    @Test
    void wantsAKeyOfTheAccount() {
        for (String path : List.of("/api/v1/datasets", "/api/v1/schema?tenant_id=demo&dataset_id=syslog")) {
            assertThat(query.send(query.request(path).setHeader("Authorization", "Bearer nope"))
                            .body())
                    .contains("unknown_key");
            assertThat(query.send(query.request(path).setHeader("Authorization", ""))
                            .body())
                    .contains("missing_key");
            assertThat(query.send(query.request(path)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void listsTheAccountsDatasetsWithWhatTheyHold() {
        JsonNode datasets = query.get("/api/v1/datasets").path("datasets");
        assertThat(datasets.findValuesAsText("dataset_id"))
                .containsExactly("syslog", "big", "idle", "syslog", "web-logs", "main");
        JsonNode syslog = datasets.path(3);
        assertThat(syslog.path("tenant_id").asText()).isEqualTo("demo");
        assertThat(syslog.path("row_count").asInt()).isEqualTo(3);
        assertThat(syslog.path("file_count").asInt()).isEqualTo(2);
        assertThat(syslog.path("updated_at").asText()).isNotEmpty();
        assertThat(datasets.path(2).path("updated_at").isNull()).isTrue();
    }

    @Test
    void showsTheColumnsOfATable() {
        JsonNode schema = query.get("/api/v1/schema?tenant_id=demo&dataset_id=syslog");
        assertThat(schema.path("columns").findValuesAsText("name"))
                .startsWith("event_time", "received_at", "event_id")
                .contains("host", "severity", "app");
        assertThat(query.get("/api/v1/schema?tenant_id=demo&dataset_id=idle").path("columns"))
                .hasSize(6);
        assertThat(query.send(query.request("/api/v1/schema?tenant_id=rival&dataset_id=orders"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void seesWhatWasPackedBetweenTwoQueries() {
        assertThat(rows("select count(*) from acme.syslog")).isEqualTo("[[1]]");
        try (LakeWriter lake = query.writer()) {
            lake.append("acme", "syslog", List.of("{\"host\":\"z\"}"));
        }
        assertThat(rows("select count(*) from acme.syslog where host = 'z'")).isEqualTo("[[2]]");
    }

    @Test
    void keepsCachedFilesThatNobodyMayWrite() throws IOException {
        rows("select count(host) from syslog");
        try (Stream<Path> files = Files.list(query.cache())) {
            List<Path> cached = files.toList();
            assertThat(cached)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .allMatch(permission -> permission.name().endsWith("_READ")));
        }
    }

    @Test
    void runsSeveralQueriesAtOnce() {
        List<Thread> threads = IntStream.range(0, 12)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> assertThat(rows("select sum(n) + " + i + " from big"))
                                .isEqualTo("[[" + (199_990_000L + i) + "]]")))
                .toList();
        threads.forEach(QueryServiceIT::join);
        Await.that(() -> query.running() == 0);
    }

    @Test
    void countsWhatBecameOfQueries() {
        query.sql("select * from nowhere");
        query.sql("select 1");
        String metrics = query.send(query.request("/metrics")).body();
        assertThat(metrics).contains("bytefreezer_query_queries_total").contains("reason=\"unknown_table\"");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows(String sql) {
        return query.answer(sql).path("rows").toString();
    }
}
