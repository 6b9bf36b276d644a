package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.ControlPlane.Answer;
import io.bytefreezer.control.ControlPlane.Client;
import io.bytefreezer.schemas.snapshot.LookupTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a tenant beside its datasets, tables and saved queries, over REST. */
class TableApiIT {

    private static final String HOSTS = "host,owner\nweb-1,platform\nweb-2,shop\n";

    @TempDir
    private static Path directory;

    private static ControlPlane control;
    private static Client api;

    private String tenant = "";
    private String tables = "";

    @BeforeAll
    static void start() {
        control = ControlPlane.embedded(directory);
        api = control.client();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @BeforeEach
    void tenant(TestInfo test) {
        tenant = "t" + Math.abs((long) test.getDisplayName().hashCode());
        api.post("/api/v1/tenants", "{\"id\": \"" + tenant + "\"}");
        tables = "/api/v1/tenants/" + tenant + "/tables";
    }

    @Test
    void everyPutMakesAVersionButForTheSameBytes() {
        Answer first = api.put(tables + "/hosts", HOSTS);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().path("version").intValue()).isEqualTo(1);
        assertThat(first.json().path("rows").intValue()).isEqualTo(2);
        assertThat(first.json().path("columns").toString()).isEqualTo("[\"host\",\"owner\"]");
        assertThat(first.json().path("index").toString()).isEqualTo("[\"host\"]");
        assertThat(first.json().path("sha256").asText())
                .isEqualTo(LookupTable.sha256(HOSTS.getBytes(StandardCharsets.UTF_8)));

        Answer same = api.put(tables + "/hosts", HOSTS);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json()).isEqualTo(first.json());

        assertThat(api.put(tables + "/hosts", HOSTS + "web-3,shop\n")
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(2);
        assertThat(api.put(tables + "/hosts?index=owner&index=host", HOSTS + "web-3,shop\n")
                        .json()
                        .path("index")
                        .toString())
                .isEqualTo("[\"owner\",\"host\"]");
        assertThat(api.get(tables).all("version")).containsExactly("3");
        assertThat(api.get(tables + "/hosts").json().path("version").intValue()).isEqualTo(3);
        assertThat(api.get(tables + "/hosts/versions").all("version")).containsExactly("3", "2", "1");
        Answer csv = api.get(tables + "/hosts/versions/1");
        assertThat(csv.text()).isEqualTo(HOSTS);
        assertThat(csv.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(api.get("/api/v1/audit-logs?limit=3").all("action")).containsOnly("table.put");
        assertThat(api.get("/api/v1/audit-logs?limit=1").all("resource"))
                .containsExactly("tenants/" + tenant + "/tables/hosts");
    }

    @Test
    void aTableThatCannotBeUsedIsRefusedWithItsLine() {
        Answer ragged = api.put(tables + "/hosts", "host,owner\nweb-1\n");
        assertThat(ragged.status()).isEqualTo(422);
        assertThat(ragged.error()).isEqualTo("invalid_table");
        assertThat(ragged.json().path("message").asText()).contains("line 2", "1 cells under 2 columns");
        assertThat(api.put(tables + "/hosts?index=hots", HOSTS)
                        .json()
                        .path("message")
                        .asText())
                .contains("no column 'hots'");
        assertThat(api.put(tables + "/hosts", "").error()).isEqualTo("invalid_table");
        assertThat(api.put(tables + "/hosts", "a\nb\0\n").json().path("message").asText())
                .contains("line 2", "NUL");
        assertThat(api.put(tables + "/hosts", "a\n" + "x".repeat(1025) + "\n").error())
                .isEqualTo("invalid_table");
        assertThat(api.put(tables + "/hosts", "a\n" + "x\n".repeat(8 * 1024 * 1024))
                        .status())
                .isEqualTo(413);
        assertThat(api.put(tables + "/-hosts", HOSTS).status()).isEqualTo(400);
        assertThat(api.get(tables + "/hosts").error()).isEqualTo("table_not_found");
        assertThat(api.get(tables).json()).isEmpty();
    }

    @Test
    void aTableThatARunningTransformationNamesIsNotDeleted() {
        api.put(tables + "/hosts", HOSTS);
        String dataset = "/api/v1/tenants/" + tenant + "/datasets";
        api.post(dataset, "{\"id\": \"web\"}");
        api.post(dataset + "/web/transformations/activate", """
                {"filters": [{"type": "enricher", "config": {"enricher_id": "hosts@1", "source_field": "host",
                                                             "target_field": "asset"}}]}""");
        Answer refused = api.delete(tables + "/hosts");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("table_in_use");
        assertThat(refused.json().path("message").asText()).contains(tenant + "/web");

        for (int i = 0; i < 7; i++) {
            api.put(tables + "/hosts", HOSTS + "web-x," + i + "\n");
        }
        assertThat(api.get(tables + "/hosts/versions").all("version")).containsExactly("8", "7", "6", "5", "4", "1");

        api.post(dataset + "/web/transformations/deactivate", "");
        assertThat(api.delete(tables + "/hosts").status()).isEqualTo(204);
        assertThat(api.delete(tables + "/hosts").status()).isEqualTo(404);
        assertThat(api.put(tables + "/hosts", HOSTS).json().path("version").intValue())
                .as("a number means the same rows for ever")
                .isEqualTo(9);
    }

    @Test
    void trialsAndTestsOfDocumentsFindTheTenantsRows() {
        api.put(tables + "/hosts", HOSTS);
        String dataset = "/api/v1/tenants/" + tenant + "/datasets";
        api.post(dataset, "{\"id\": \"web\"}");
        String document = """
                {"filters": [{"type": "enricher", "config": {"enricher_id": "%s", "source_field": "host",
                                                             "target_field": "asset"}}],
                 "tests": [{"name": "enriches", "input": {"host": "web-1"},
                            "expect": {"event": {"host": "web-1", "asset": {"host": "web-1", "owner": "%s"}}}}]}""";
        String right = document.formatted("hosts", "platform");
        Answer trial = api.post(
                dataset + "/web/transformations/test",
                "{\"samples\": [{\"host\": \"web-2\"}], \"document\": " + right + "}");
        assertThat(trial.json()
                        .at("/samples/0/outcome/events/0/body/asset/owner")
                        .asText())
                .as(trial.text())
                .isEqualTo("shop");
        assertThat(api.post(dataset + "/web/transformations/activate", right).status())
                .isEqualTo(201);
        assertThat(api.post(dataset + "/web/transformations/activate", document.formatted("hosts", "nobody"))
                        .status())
                .isEqualTo(422);
        Answer unknown = api.post(dataset + "/web/transformations/validate", document.formatted("hots", "platform"));
        assertThat(unknown.text()).contains("the control plane has no table 'hots'");

        api.put(tables + "/hosts", HOSTS.replace("platform", "nobody"));
        assertThat(api.post(dataset + "/web/transformations/validate", right)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(api.post(dataset + "/web/transformations/validate", document.formatted("hosts@1", "platform"))
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aDocumentThatNamesATableWhichIsNotThereIsWarnedOfAndNotActivated() {
        api.put(tables + "/hosts", HOSTS);
        String dataset = "/api/v1/tenants/" + tenant + "/datasets";
        api.post(dataset, "{\"id\": \"web\"}");
        String document = """
                {"filters": [
                  {"type": "enricher", "config": {"enricher_name": "%s", "source_field": "host", "target_field": "asset"}},
                  {"type": "translate", "enabled": false,
                   "config": {"source_field": "host", "table": "off", "column": "owner"}}]}""";
        String web = dataset + "/web/transformations";
        Answer validated = api.post(web + "/validate", document.formatted("hsots"));
        assertThat(validated.json().path("valid").asBoolean()).isTrue();
        assertThat(validated.json().path("problems")).isEmpty();
        assertThat(validated.json().path("warnings")).hasSize(1);
        assertThat(validated.json().at("/warnings/0/pointer").asText()).isEqualTo("/filters/0/config/enricher_name");
        assertThat(validated.json().at("/warnings/0/line").intValue()).isEqualTo(2);
        assertThat(validated.json().at("/warnings/0/suggestion").asText()).isEqualTo("hosts");
        assertThat(api.put(web + "/draft", document.formatted("hsots"))
                        .json()
                        .at("/warnings/0/message")
                        .asText())
                .contains("has no table 'hsots'", "PUT /api/v1/tenants/" + tenant + "/tables/hsots");

        Answer refused = api.post(web + "/activate", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).isEqualTo("unknown_table");
        assertThat(refused.json().path("suggestion").asText()).isEqualTo("hosts");
        assertThat(refused.json().path("problems")).isEqualTo(validated.json().path("warnings"));
        assertThat(api.get(web).json().path("versions")).isEmpty();
        Answer version = api.post(web + "/activate", document.formatted("hosts@2"));
        assertThat(version.status()).isEqualTo(422);
        assertThat(version.json().path("message").asText()).contains("has no version 2; there are 1");

        assertThat(api.post(web + "/activate?missing_tables=allowed", document.formatted("hsots"))
                        .status())
                .as("a piper may have it in its directory")
                .isEqualTo(201);
        assertThat(api.post(web + "/activate?missing_tables=yes", document.formatted("hosts"))
                        .error())
                .isEqualTo("invalid_query");
        assertThat(api.post(web + "/activate", "{\"version\": 1}").error())
                .as("an old version is looked at like a new one")
                .isEqualTo("unknown_table");
        Answer right = api.post(web + "/activate", document.formatted("hosts@1"));
        assertThat(right.status()).as(right.text()).isEqualTo(201);
        assertThat(api.delete(tables + "/hosts").json().path("message").asText())
                .contains(tenant + "/web");
    }

    @Test
    void testsOfDocumentsHashWithTheTestKeyWhereTheyNameASecret() {
        String dataset = "/api/v1/tenants/" + tenant + "/datasets";
        api.post(dataset, "{\"id\": \"web\"}");
        Answer activated = api.post(dataset + "/web/transformations/activate", """
                {"filters": [{"type": "hash", "config": {"fields": "user", "key_name": "users"}}],
                 "tests": [{"name": "hashes", "input": {"user": "ann"}, "expect": {"event":
                   {"user": "97960a50713e02c902787ecd0da254a7603cebeee3633588883fe8059e86a3d9"}}}]}""");
        assertThat(activated.status()).as(activated.text()).isEqualTo(201);
    }

    @Test
    void anotherAccountSeesAndChangesNothing() {
        api.put(tables + "/hosts", HOSTS);
        api.post("/api/v1/accounts", "{\"id\": \"stranger\"}");
        Client stranger = control.client(api.post("/api/v1/accounts/stranger/keys", "{\"name\": \"k\"}")
                .json()
                .path("key")
                .asText());
        assertThat(stranger.get(tables).status()).isEqualTo(404);
        assertThat(stranger.get(tables + "/hosts/versions/1").status()).isEqualTo(404);
        assertThat(stranger.put(tables + "/hosts", "a\n").status()).isEqualTo(404);
        assertThat(stranger.delete(tables + "/hosts").status()).isEqualTo(404);
        assertThat(control.client(null).get(tables).status()).isEqualTo(401);
        assertThat(stranger.get("/api/v1/snapshot").json().path("tables")).isEmpty();
    }

    @Test
    void aTenantWithTablesIsNotDeleted() {
        api.put(tables + "/hosts", HOSTS);
        assertThat(api.delete("/api/v1/tenants/" + tenant).error()).isEqualTo("tenant_not_empty");
        api.delete(tables + "/hosts");
        assertThat(api.delete("/api/v1/tenants/" + tenant).status()).isEqualTo(204);
    }

    @Test
    void savedQueriesArePutReadListedAndDeleted() {
        String queries = "/api/v1/tenants/" + tenant + "/queries";
        String path = queries + "/errors-by-host";
        Answer created = api.put(path, "{\"sql\": \"select 1\", \"description\": \"per host\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().path("name").asText()).isEqualTo("errors-by-host");
        Answer changed = api.put(path, "{\"sql\": \"select 2\", \"name\": \"Errors\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.get(path).json()).isEqualTo(changed.json());
        assertThat(changed.json().path("sql").asText()).isEqualTo("select 2");
        assertThat(changed.json().path("updated_by").asText()).startsWith("key-");
        assertThat(api.get(queries).all("id")).containsExactly("errors-by-host");
        assertThat(api.get("/api/v1/snapshot").json().path("queries").toString())
                .contains("{\"tenant\":\"" + tenant + "\",\"id\":\"errors-by-host\",\"name\":\"Errors\","
                        + "\"description\":\"\",\"sql\":\"select 2\"}");

        assertThat(api.put(path, "{\"name\": \"x\"}").error()).isEqualTo("missing_property");
        assertThat(api.put(path, "{\"sql\": \" \"}").error()).isEqualTo("invalid_query");
        assertThat(api.put(queries + "/No", "{\"sql\": \"select 1\"}").error()).isEqualTo("invalid_id");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).error()).isEqualTo("query_not_found");
        assertThat(api.delete(path).error()).isEqualTo("query_not_found");
    }

    @Test
    void anotherAccountReachesNoSavedQuery() {
        String path = "/api/v1/tenants/" + tenant + "/queries/mine";
        api.put(path, "{\"sql\": \"select 1\"}");
        api.post("/api/v1/accounts", "{\"id\": \"curious\"}");
        Client curious = control.client(api.post("/api/v1/accounts/curious/keys", "{\"name\": \"k\"}")
                .json()
                .path("key")
                .asText());

        assertThat(curious.get(path).error()).isEqualTo("tenant_not_found");
        assertThat(curious.get("/api/v1/tenants/" + tenant + "/queries").error())
                .isEqualTo("tenant_not_found");
        assertThat(curious.put(path, "{\"sql\": \"select 3\"}").error()).isEqualTo("tenant_not_found");
        assertThat(curious.delete(path).error()).isEqualTo("tenant_not_found");
        assertThat(curious.get("/api/v1/snapshot").json().path("queries")).isEmpty();
        assertThat(api.get(path).json().path("sql").asText()).isEqualTo("select 1");
    }
}
