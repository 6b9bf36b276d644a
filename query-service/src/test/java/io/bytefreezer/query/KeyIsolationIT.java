package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.query.sql.IsolationSql;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyLimits;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import io.bytefreezer.schemas.snapshot.SavedQuery;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants' keys on one service: each sees its own rows and columns, whatever SQL it tries. */
class KeyIsolationIT {

    private static final DatasetRef[] DATASETS = {
        DatasetRef.of("alpha", "events"),
        DatasetRef.of("beta", "events"),
        DatasetRef.of("beta", "betaonly"),
        DatasetRef.of("alpha", "alphaonly")
    };

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static QueryFixture query;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
        query = new QueryFixture(
                s3,
                directory,
                directory.resolve("query"),
                QueryFixture.limits(Duration.ofSeconds(10), 4, 16),
                DATASETS);
        Snapshot all = QueryFixture.snapshot("service", DATASETS);
        query.snapshots()
                .set(new Snapshot(
                        2,
                        all.account(),
                        all.tenants(),
                        all.datasets(),
                        List.of(
                                key("alpha", "shown = 1 or host = 'x'"),
                                key("beta", "shown = 1"),
                                key("evil", "true) union select * from (select 1"),
                                key("sub", "exists (select 1)"),
                                limited("greedy", new KeyLimits(2, 10L, 2L, null, null)),
                                limited("narrow", new KeyLimits(null, null, null, 10L, null))),
                        List.of(),
                        List.of(
                                saved("alpha", "hosts", "select host, columns(*) from events"),
                                saved("alpha", "theirs", "select * from beta.events"),
                                saved("alpha", "wrong", "drop table events"),
                                saved("beta", "hosts", "select host from events"),
                                saved("beta", "only-betas", "select host from betaonly"))));
        try (LakeWriter lake = query.writer()) {
            for (String tenant : List.of("alpha", "beta")) {
                String mark = tenant.toUpperCase(Locale.ROOT);
                List<String> rows = List.of(
                        "{\"host\":\"open" + mark + "\",\"shown\":1,\"secretcol\":\"HIDDEN" + mark + "\"}",
                        "{\"host\":\"ROWHIDDEN" + mark + "\",\"shown\":0,\"secretcol\":\"HIDDEN" + mark + "\"}");
                lake.append(tenant, "events", rows);
                lake.append(tenant, tenant + "only", rows);
            }
        }
    }

    private static SavedQuery saved(String tenant, String id, String sql) {
        return new SavedQuery(new ResourceId(tenant), new ResourceId(id), id, "of " + tenant, sql);
    }

    private static KeyHash key(String name, String filter) {
        String clear = "bf_key_of_" + name;
        ResourceId tenant = new ResourceId(name.equals("beta") ? "beta" : "alpha");
        Grant grant = new Grant(tenant, new ResourceId("events"), List.of(), List.of("SecretCol"), filter);
        return new KeyHash(name, "bf_key_o", KeyHash.sha256(clear), KeyHash.QUERY, new KeyScope(List.of(grant)));
    }

    /** A key for all of alpha, with limits. */
    private static KeyHash limited(String name, KeyLimits limits) {
        KeyScope scope = new KeyScope(List.of(Grant.of(new ResourceId("alpha"), null)), limits);
        return new KeyHash(name, "bf_key_o", KeyHash.sha256("bf_key_of_" + name), KeyHash.QUERY, scope);
    }

    @AfterAll
    static void stop() {
        query.close();
        s3.close();
    }

    @Test
    void showsAKeyItsOwnRowsAndColumns() {
        HttpResponse<String> mine = ask("alpha", "alpha", "select host, columns(*) from events");
        assertThat(mine.statusCode()).as(mine.body()).isEqualTo(200);
        assertThat(mine.body()).contains("openALPHA").doesNotContain("ROWHIDDEN", "secretcol", "HIDDENALPHA");
    }

    @Test
    void runsASavedQueryAsTheKeyThatAsksForIt() throws IOException {
        HttpResponse<String> alpha = query.sqlWith("bf_key_of_alpha", Map.of("saved", "hosts"));
        assertThat(alpha.statusCode()).as(alpha.body()).isEqualTo(200);
        assertThat(alpha.body()).contains("openALPHA").doesNotContain("ROWHIDDEN", "secretcol", "HIDDENALPHA");
        HttpResponse<String> beta = query.sqlWith("bf_key_of_beta", Map.of("saved", "hosts"));
        assertThat(beta.body()).contains("[\"openBETA\"]").doesNotContain("ALPHA");

        assertThat(query.sqlWith("bf_key_of_alpha", Map.of("saved", "theirs")).body())
                .contains("unknown_table");
        assertThat(Files.readString(directory.resolve("query/audit/queries.ndjson")))
                .contains("\"saved\":\"theirs\",\"sql\":\"");
        assertThat(query.sqlWith("bf_key_of_alpha", Map.of("saved", "wrong")).body())
                .contains("not_allowed");
        assertThat(query.sqlWith("bf_key_of_beta", Map.of("saved", "only-betas"))
                        .body())
                .as("the scope names another dataset")
                .contains("unknown_table");
        assertThat(query.sqlWith("bf_key_of_narrow", Map.of("saved", "hosts")).body())
                .contains("scan_limit");
    }

    @Test
    void knowsTheSavedQueriesOfItsTenantsAlone() throws IOException {
        for (Map<String, String> body :
                List.of(Map.of("saved", "hosts", "tenant", "beta"), Map.of("saved", "only-betas"))) {
            HttpResponse<String> unknown = query.sqlWith("bf_key_of_alpha", body);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("unknown_query").doesNotContain("did you mean");
        }
        assertThat(query.sqlWith("bf_key_of_alpha", Map.of("saved", "hsots")).body())
                .contains("did you mean 'hosts'");
        assertThat(Files.readString(directory.resolve("query/audit/queries.ndjson")))
                .contains("\"saved\":\"hsots\",\"sql\":\"\"", "\"reason\":\"unknown_query\"");
        String path = "/api/v1/queries";
        assertThat(list("alpha", path).body())
                .startsWith(
                        "{\"queries\":[{\"tenant\":\"alpha\",\"id\":\"hosts\",\"name\":\"hosts\",\"description\":\"of alpha\","
                                + "\"sql\":\"select host, columns(*) from events\"}")
                .contains("theirs")
                .doesNotContain("of beta");
        assertThat(list("beta", path + "?tenant=beta").body()).contains("only-betas");
        assertThat(list("alpha", path + "?tenant=beta").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> list(String key, String path) {
        return query.send(query.request(path).setHeader("Authorization", "Bearer bf_key_of_" + key));
    }

    @Test
    void givesNothingOfAnotherTenantOrAHiddenColumnToAnySql() {
        assertThat(IsolationSql.ALL).hasSizeGreaterThanOrEqualTo(60);
        check("alpha", "beta");
        check("beta", "alpha");
    }

    private static void check(String own, String other) {
        for (String template : IsolationSql.ALL) {
            String sql = template.replace("{own}", own).replace("{other}", other);
            HttpResponse<String> answer = ask(own, own, sql);
            String seen = answer.body();
            assertThat(seen)
                    .as("%s: %s", answer.statusCode(), sql)
                    .doesNotContain("open" + other.toUpperCase(Locale.ROOT), "HIDDEN" + other.toUpperCase(Locale.ROOT))
                    .doesNotContain("HIDDEN" + own.toUpperCase(Locale.ROOT), "root:", directory.toString());
            if (!sql.contains(other + "only")) {
                assertThat(seen).as(sql).doesNotContain(other + "only");
            }
            if (!sql.toLowerCase(Locale.ROOT).contains("secretcol")) {
                assertThat(seen).as(sql).doesNotContainIgnoringCase("secretcol");
            }
            assertThat(answer.statusCode()).as(sql).isIn(200, 400, 403, 404, 422);
        }
    }

    @Test
    void answersAlikeForWhatIsAnothersAndWhatIsNot() {
        assertThat(ask("alpha", "alpha", "select * from beta.betaonly").body().replace("betaonly", "x"))
                .isEqualTo(ask("alpha", "alpha", "select * from beta.nosuchxx")
                        .body()
                        .replace("nosuchxx", "x"));
        assertThat(ask("alpha", "beta", "select 1").body())
                .isEqualTo(ask("alpha", "nobody", "select 1").body());
    }

    @Test
    void refusesAKeyWhoseFilterIsNoCondition() {
        for (String key : List.of("evil", "sub")) {
            HttpResponse<String> answer = ask(key, "alpha", "select * from events");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("bad_key_filter");
        }
    }

    @Test
    void stopsWhatTakesTooMuchWhileAnotherKeyIsAnswered() {
        List<CompletableFuture<HttpResponse<String>>> greedy = Stream.of(
                        "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t",
                        "select count(distinct a.i * 1000000 + b.i) from range(1000000) a(i), range(1000000) b(i)",
                        "select a.i, b.i from range(1000000) a(i), range(1000000) b(i) order by a.i * b.i desc")
                .map(sql -> CompletableFuture.supplyAsync(() -> ask("greedy", "alpha", sql)))
                .toList();
        while (greedy.stream().anyMatch(answer -> !answer.isDone())) {
            HttpResponse<String> other = ask("beta", "beta", "select count(*) from events");
            assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
        }
        for (CompletableFuture<HttpResponse<String>> answer : greedy) {
            assertThat(answer.join().statusCode()).isEqualTo(422);
            assertThat(answer.join().body())
                    .containsPattern("memory_limit|time_limit")
                    .contains("every recursion ends");
        }
        HttpResponse<String> cut = ask("greedy", "alpha", "select i from range(100) t(i)");
        assertThat(QueryFixture.parse(cut.body()).path("row_count").asInt()).isEqualTo(10);
    }

    @Test
    void countsOnlyTheRowsThatAKeySees() {
        assertThat(counted("alpha", "events")).isEqualTo("[[1]]");
        // Reads no byte of its ten.
        assertThat(counted("narrow", "events")).isEqualTo("[[2]]");
    }

    private static String counted(String key, String table) {
        return QueryFixture.parse(
                        ask(key, "alpha", "select count(*) from " + table).body())
                .path("rows")
                .toString();
    }

    @Test
    void refusesToReadMoreBytesThanTheKeyMayAndWritesItDown() throws IOException {
        HttpResponse<String> refused = ask("narrow", "alpha", "select count(host) from events");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("scan_limit", "the 10 bytes", "time_range");
        String log = Files.readString(directory.resolve("query/audit/queries.ndjson"));
        assertThat(log)
                .contains("\"key\":\"narrow\"", "\"tables\":[\"alpha/events\"]", "\"reason\":\"scan_limit\"")
                .doesNotContain("bf_key_of_");
    }

    private static HttpResponse<String> ask(String key, String tenant, String sql) {
        return query.sqlWith("bf_key_of_" + key, Map.of("sql", sql, "tenant", tenant));
    }
}
