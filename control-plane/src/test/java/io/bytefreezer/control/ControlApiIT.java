package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.control.ControlPlane.Answer;
import io.bytefreezer.control.ControlPlane.Client;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlApiIT {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String NOBODYS = "bf_nobodys0000000000000000000000000000000000000";

    @TempDir
    private static Path directory;

    private static ControlPlane control;
    private static Client api;

    @BeforeAll
    static void start() {
        control = ControlPlane.embedded(directory);
        api = control.client();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Test
    void aKeyThatIsMissingUnknownOrRevokedIsToldWhich() {
        assertThat(refused(401, control.client(null).get("/api/v1/tenants"))).isEqualTo("missing_key");
        Answer unknown = control.client(NOBODYS).get("/api/v1/tenants");
        assertThat(refused(401, unknown)).isEqualTo("unknown_key");
        assertThat(unknown.header("WWW-Authenticate")).contains("Bearer");
        assertThat(unknown.json().toString()).doesNotContain(NOBODYS);
        Answer created = api.post("/api/v1/keys", "{\"name\": \"to be revoked\"}");
        Client other = control.client(created.json().path("key").asText());
        assertThat(other.get("/api/v1/tenants").status()).isEqualTo(200);
        String path = "/api/v1/keys/" + created.json().path("id").asText();
        assertThat(api.post(path + "/revoke", "").json().path("revoked_at").asText())
                .isNotEmpty();
        Answer revoked = other.get("/api/v1/tenants");
        assertThat(refused(401, revoked)).isEqualTo("revoked_key");
        assertThat(revoked.json().path("message").asText()).contains("to be revoked");
    }

    @Test
    void healthAndDescriptionsAreOpen() {
        Client nobody = control.client(null);
        assertThat(nobody.get("/health").json().path("status").asText()).isEqualTo("UP");
        assertThat(nobody.get("/api/v1").json().path("openapi").asText()).isEqualTo("/openapi.json");
        assertThat(nobody.get("/openapi.json").status()).isEqualTo(200);
    }

    @Test
    void aKeyIsShownOnceAndKnownByItsPrefixAfterwards() {
        Answer created = api.post("/api/v1/keys", "{\"name\": \"site 1\"}");
        String clear = created.json().path("key").asText();
        assertThat(created.status()).isEqualTo(201);
        assertThat(clear).matches("bf_[0-9A-Za-z]{43}");
        Answer list = api.get("/api/v1/keys");
        assertThat(list.json().toString()).doesNotContain(clear).doesNotContain("sha256");
        assertThat(list.all("prefix")).contains(clear.substring(0, 8));
        control.client(clear).get("/api/v1/tenants");
        JsonNode used = find(api.get("/api/v1/keys"), created.json().path("id").asText());
        assertThat(used.path("last_used_at").asText()).isNotEmpty();
        assertThat(used.path("type").asText()).isEqualTo("service");
        assertThat(api.delete("/api/v1/keys/" + used.path("id").asText()).status())
                .isEqualTo(204);
        assertThat(refused(401, control.client(clear).get("/api/v1/keys"))).isEqualTo("revoked_key");
        assertThat(refused(404, api.delete("/api/v1/keys/key-none"))).isEqualTo("key_not_found");
    }

    @Test
    void accountsAreCreatedByTheSystemAccountAndSeeThemselvesAlone() {
        String id = name("acme");
        assertThat(api.post("/api/v1/accounts", "{\"id\": \"" + id + "\", \"name\": \"Acme\"}")
                        .status())
                .isEqualTo(201);
        Client acme = clientOf(id);
        assertThat(api.get("/api/v1/accounts").all("id")).contains("default", id);
        assertThat(acme.get("/api/v1/accounts").all("id")).containsExactly(id);
        assertThat(refused(403, acme.post("/api/v1/accounts", "{\"id\": \"more\"}")))
                .isEqualTo("system_key_needed");
        for (String path : List.of("/api/v1/accounts/default", "/api/v1/accounts/default/keys")) {
            assertThat(refused(404, acme.get(path))).isEqualTo("account_not_found");
        }
        assertThat(refused(404, acme.get("/api/v1/accounts/default/tenants"))).isEqualTo("account_not_found");
        assertThat(acme.put("/api/v1/accounts/" + id, "{\"name\": \"Acme Ltd\"}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Acme Ltd");
        assertThat(api.delete("/api/v1/accounts/" + id).status()).isEqualTo(204);
        assertThat(refused(401, acme.get("/api/v1/accounts"))).isEqualTo("unknown_key");
    }

    @Test
    void tenantsAreTheKeysAccounts() {
        String id = name("plant");
        assertThat(api.post("/api/v1/tenants", "{\"id\": \"" + id + "\"}").status())
                .isEqualTo(201);
        assertThat(api.get("/api/v1/tenants").json().isArray()).isTrue();
        assertThat(api.get("/api/v1/accounts/default/tenants").all("id")).contains(id);
        String other = name("other");
        api.post("/api/v1/accounts", "{\"id\": \"" + other + "\"}");
        Client stranger = clientOf(other);
        assertThat(stranger.get("/api/v1/tenants").json()).isEmpty();
        String path = "/api/v1/tenants/" + id;
        assertThat(refused(404, stranger.get(path))).isEqualTo("tenant_not_found");
        assertThat(refused(404, stranger.put(path, "{}"))).isEqualTo("tenant_not_found");
        assertThat(refused(404, stranger.delete(path))).isEqualTo("tenant_not_found");
        assertThat(refused(404, stranger.get(path + "/datasets"))).isEqualTo("tenant_not_found");
        assertThat(refused(409, stranger.post("/api/v1/tenants", "{\"id\": \"" + id + "\"}")))
                .isEqualTo("tenant_exists");
        JsonNode paused = api.put(path, "{\"active\": false}").json();
        assertThat(paused.path("active").asBoolean()).isFalse();
        assertThat(paused.path("name").asText()).isEqualTo(id);
        assertThat(api.delete("/api/v1/accounts/default/tenants/" + id).status())
                .isEqualTo(204);
        assertThat(refused(404, api.get(path))).isEqualTo("tenant_not_found");
    }

    @Test
    void datasetsHaveInputsAndPartitions() {
        String datasets = "/api/v1/tenants/" + tenant() + "/datasets";
        Answer created = api.post(datasets, """
                {"id": "web", "partitions": 3, "retention_days": 90, "inputs": [
                  {"name": "udp", "type": "syslog", "options": {"port": 5514, "big": 9007199254740993,
                    "multiline": {"start": "^<\\\\d{1,3}>", "wait": "500ms"}}}]}
                """);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/inputs/0/options/big").asText()).isEqualTo("9007199254740993");
        assertThat(created.json().at("/inputs/0/options/multiline/start").asText())
                .isEqualTo("^<\\d{1,3}>");
        assertThat(created.json().path("active").asBoolean()).isTrue();
        assertThat(api.get(datasets).all("id")).containsExactly("web");
        assertThat(api.get("/api/v1/datasets").all("id")).contains("web");
        assertThat(refused(409, api.post(datasets, "{\"id\": \"web\"}"))).isEqualTo("dataset_exists");
        JsonNode changed = api.put(datasets + "/web", "{\"inputs\": [], \"active\": false}")
                .json();
        assertThat(changed.path("inputs")).isEmpty();
        assertThat(changed.path("partitions").asInt()).isEqualTo(3);
        assertThat(changed.path("retention_days").asInt()).isEqualTo(90);
        assertThat(refused(409, api.delete(datasets.replace("/datasets", "")))).isEqualTo("tenant_not_empty");
        assertThat(api.delete(datasets + "/web").status()).isEqualTo(204);
        assertThat(refused(404, api.get(datasets + "/web"))).isEqualTo("dataset_not_found");
    }

    @Test
    void aDatasetSettlesItsTable() {
        String datasets = "/api/v1/tenants/" + tenant() + "/datasets";
        JsonNode created = api.post(datasets, """
                {"id": "web", "table": {
                  "columns": [{"name": "client_ip", "type": "text"}, {"field": "geo.lat", "name": "lat", "type": "double"}],
                  "bloom_columns": ["client_ip", "session_id"], "sort_by": ["host", "client_ip"]}}
                """).json();
        assertThat(created.at("/table/sort_by").toString()).isEqualTo("[\"host\",\"client_ip\"]");
        assertThat(created.at("/table/columns").toString())
                .isEqualTo("[{\"name\":\"client_ip\",\"type\":\"text\",\"field\":\"client_ip\"},"
                        + "{\"name\":\"lat\",\"type\":\"double\",\"field\":\"geo.lat\"}]");
        assertThat(api.get(datasets + "/web").json()).isEqualTo(created);
        String dataset = datasets + "/web";
        assertThat(api.put(dataset, "{\"active\": false}").json().path("table")).isEqualTo(created.path("table"));

        for (String wrong : List.of(
                "/table/columns/0/type {\"columns\": [{\"name\": \"a\", \"type\": \"txt\"}]}",
                "/table/columns/0/name {\"columns\": [{\"name\": \"Event_Time\", \"type\": \"text\"}]}",
                "/table/columns/0 {\"columns\": [null]}",
                "/table/bloom_columns/0 {\"bloom_columns\": [null]}",
                "/table/sort_by/1 {\"sort_by\": [\"host\", \"lat.x\"]}",
                "/table/bloomcolumns {\"bloomcolumns\": []}")) {
            String[] parts = wrong.split(" ", 2);
            Answer refused = api.put(dataset, "{\"table\": " + parts[1] + "}");
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().path("pointer").asText()).isEqualTo(parts[0]);
        }
        assertThat(api.put(dataset, "{\"table\": {}}").json().at("/table/columns"))
                .isEmpty();
        assertThat(api.get(dataset).json().has("table")).isTrue();
    }

    @Test
    void activationMakesVersionsThatNeverChange() {
        String path = dataset() + "/transformations";
        assertThat(refused(409, api.post(path + "/activate", ""))).isEqualTo("no_draft");
        String first = "{\"parse\": \"json\"}";
        String second = "{\"parse\": \"text\", \"filters\": [{\"type\": \"add_field\","
                + " \"config\": {\"field\": \"site\", \"value\": \"a\"}}]}";
        assertThat(api.post(path + "/activate", first).json().path("version").asInt())
                .isEqualTo(1);
        assertThat(api.put(path + "/draft", second).json().path("valid").asBoolean())
                .isTrue();
        Answer activated = api.post(path + "/activate", "");
        assertThat(activated.status()).as(activated.json().toString()).isEqualTo(201);
        assertThat(activated.json().path("version").asInt()).isEqualTo(2);
        JsonNode back = api.post(path + "/activate", "{\"version\": 1}").json();
        assertThat(back.path("version").asInt()).isEqualTo(3);
        assertThat(back.path("copy_of").asInt()).isEqualTo(1);
        JsonNode all = api.get(path).json();
        assertThat(all.path("active_version").asInt()).isEqualTo(3);
        assertThat(all.path("versions")).hasSize(3);
        assertThat(all.at("/draft/document/parse").asText()).isEqualTo("text");
        assertThat(api.get(path + "/2").json().path("document").path("filters")).hasSize(1);
        assertThat(api.get(path + "/3").json().path("document").toString()).isEqualTo("{\"parse\":\"json\"}");
        assertThat(refused(404, api.get(path + "/4"))).isEqualTo("version_not_found");
        assertThat(refused(404, api.post(path + "/activate", "{\"version\": 9}")))
                .isEqualTo("version_not_found");
        assertThat(refused(400, api.get(path + "/x"))).isEqualTo("invalid_id");
        assertThat(api.post(path + "/deactivate", "").json().has("active_version"))
                .isFalse();
        assertThat(api.post(path + "/activate", first).json().path("version").asInt())
                .isEqualTo(4);
    }

    @Test
    void aWrongTransformationIsRefusedWithPlaceAndSuggestion() {
        String path = dataset() + "/transformations";
        String wrong = "{\n  \"parse\": \"json\",\n  \"filters\": [{\"type\": \"grook\"}]\n}";
        Answer refused = api.post(path + "/activate", wrong);
        assertThat(refused(422, refused)).isEqualTo("invalid_transformation");
        assertThat(refused.json().path("pointer").asText()).isEqualTo("/filters/0/type");
        assertThat(refused.json().path("suggestion").asText()).isEqualTo("grok");
        assertThat(refused.json().at("/problems/0/line").asInt()).isEqualTo(3);
        Answer checked = api.post(path + "/validate", wrong);
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.json().path("valid").asBoolean()).isFalse();
        assertThat(checked.json().at("/problems/0/suggestion").asText()).isEqualTo("grok");
        assertThat(api.post(path + "/validate", "{\"parse\": \"json\"}")
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(api.put(path + "/draft", wrong).json().path("valid").asBoolean())
                .isFalse();
        assertThat(refused(422, api.post(path + "/activate", ""))).isEqualTo("invalid_transformation");
        assertThat(refused(422, api.post(path + "/activate", "{{{"))).isEqualTo("invalid_transformation");
        assertThat(refused(400, api.put(path + "/draft", "{{{"))).isEqualTo("malformed_json");
        assertThat(api.get(path).json().path("versions")).isEmpty();
    }

    @Test
    void badRequestsSayWhatAndWhere() {
        String tenants = "/api/v1/tenants";
        Answer unknown = api.post(tenants, "{\"id\": \"x\", \"nmae\": \"X\"}");
        assertThat(refused(400, unknown)).isEqualTo("unknown_property");
        assertThat(unknown.json().path("pointer").asText()).isEqualTo("/nmae");
        assertThat(unknown.json().path("suggestion").asText()).isEqualTo("name");
        assertThat(refused(400, api.post(tenants, "{\"id\": \"../x\"}"))).isEqualTo("invalid_value");
        assertThat(refused(400, api.post(tenants, "{}"))).isEqualTo("missing_property");
        assertThat(refused(400, api.post(tenants, "{\"id\": null}"))).isEqualTo("missing_property");
        assertThat(refused(400, api.post(tenants, "{\"id\": \"x\", \"active\": \"yes\"}")))
                .isEqualTo("invalid_value");
        assertThat(refused(400, api.post(tenants, "null"))).isEqualTo("invalid_body");
        assertThat(refused(400, api.post(tenants, ""))).isEqualTo("invalid_value");
        assertThat(refused(400, api.post(tenants, "{\"id\": \"x\", \"id\": \"y\"}")))
                .isEqualTo("malformed_json");
        assertThat(refused(400, api.post(tenants, "[".repeat(100_000)))).isIn("invalid_value", "malformed_json");
        assertThat(refused(400, api.get(tenants + "/UPPER"))).isEqualTo("invalid_id");
        assertThat(refused(400, api.get("/api/v1/audit-logs?limit=-1"))).isEqualTo("invalid_query");
        assertThat(refused(404, api.get("/api/v1/nothing"))).isEqualTo("no_such_route");
        assertThat(refused(404, api.send("PATCH", tenants, "{}"))).isEqualTo("no_such_route");
        assertThat(refused(413, api.post(tenants, "{\"name\": \"" + "x".repeat(1 << 20) + "\"}")))
                .isEqualTo("body_too_large");
    }

    @Test
    void nothingThatWouldBreakASnapshotIsLetIn() {
        String path = dataset();
        String options = "{\"inputs\": [{\"name\": \"a\", \"type\": \"b\", \"options\": {\"x\": %s}}]}";
        String half = options.formatted("\"\\ud800\"");
        assertThat(refused(400, api.put(path, half))).isEqualTo("malformed_text");
        assertThat(refused(400, api.put(path, options.formatted("[".repeat(200) + "]".repeat(200)))))
                .isEqualTo("invalid_body");
        assertThat(refused(400, api.put(path + "/transformations/draft", "{\"name\": \"\\uDC00\"}")))
                .isEqualTo("malformed_text");
        assertThat(refused(400, api.post(path + "/transformations/activate", "{\"name\": \"\\ud83c\"}")))
                .isEqualTo("malformed_text");
        assertThat(refused(400, api.put(path, "{\"partitions\": 1e400}"))).isEqualTo("invalid_value");
        String odd = "\"\\u0000 \\ud83c\\udfed \\\\ud800\"";
        assertThat(api.put(path, options.formatted(odd)).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/snapshot").json().toString()).contains("\uD83C\uDFED");
    }

    @Test
    void theAuditLogNamesActionAndResource() {
        String tenant = tenant();
        JsonNode latest = api.get("/api/v1/audit-logs?limit=1").json().get(0);
        assertThat(latest.path("action").asText()).isEqualTo("tenant.create");
        assertThat(latest.path("resource").asText()).isEqualTo("tenants/" + tenant);
        assertThat(latest.path("key_id").asText()).startsWith("key-");
        assertThat(api.get("/api/v1/audit-logs?limit=1&before="
                                + latest.path("id").asLong())
                        .json()
                        .get(0)
                        .path("id")
                        .asLong())
                .isLessThan(latest.path("id").asLong());
    }

    @Test
    void theFilterCatalogueIsServed() {
        assertThat(api.get("/api/v1/piper/filters").all("type")).contains("grok", "add_field", "drop");
    }

    @Test
    void theOpenApiDocumentIsTheTableOfRoutes() {
        JsonNode document = api.get("/openapi.json").json();
        List<String> documented = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> documented.add(method.toUpperCase() + " " + path.getKey())));
        List<String> routes = new ArrayList<>();
        api.get("/api/v1").json().path("routes").forEach(route -> routes.add(route.asText()));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(routes).hasSizeGreaterThan(35);
        List<String> operations = document.findValuesAsText("operationId");
        assertThat(operations).doesNotHaveDuplicates().hasSize(routes.size());
        for (String route : routes) {
            String[] methodAndPath = route.replaceAll("\\{\\w+}", "none").split(" ");
            Answer answer = control.client(NOBODYS).send(methodAndPath[0], methodAndPath[1], null);
            assertThat(answer.error()).as(route).isNotEqualTo("no_such_route");
        }
    }

    @Test
    void answersHaveTheDocumentedProperties() {
        JsonNode schemas = api.get("/openapi.json").json().at("/components/schemas");
        assertProperties(
                schemas, "Tenant", api.get("/api/v1/tenants/" + tenant()).json());
        assertProperties(schemas, "Dataset", api.get(dataset()).json());
        assertProperties(schemas, "Snapshot", api.get("/api/v1/snapshot").json());
        assertProperties(schemas, "KeyView", api.get("/api/v1/keys").json().get(0));
        assertProperties(schemas, "ErrorView", api.get("/api/v1/nothing").json());
        assertThat(schemas.at("/NewTenant/required").toString()).isEqualTo("[\"id\"]");
        assertThat(schemas.at("/Tenant/properties/created_at/format").asText()).isEqualTo("date-time");
    }

    @Test
    void requestsAreCounted() {
        api.get("/api/v1/tenants");
        assertThat(control.metrics().scrape()).contains("bytefreezer_control_requests_total{operation=\"listTenants\"");
    }

    private static void assertProperties(JsonNode schemas, String name, JsonNode answer) {
        List<String> documented = new ArrayList<>();
        schemas.at("/" + name + "/properties").fieldNames().forEachRemaining(documented::add);
        List<String> answered = new ArrayList<>();
        answer.fieldNames().forEachRemaining(answered::add);
        assertThat(answered).as(name).isNotEmpty().isSubsetOf(documented);
    }

    private static String refused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).isNotEmpty();
        return answer.error();
    }

    private static JsonNode find(Answer list, String id) {
        for (JsonNode element : list.json()) {
            if (element.path("id").asText().equals(id)) {
                return element;
            }
        }
        throw new AssertionError("no " + id + " in " + list.json());
    }

    private static Client clientOf(String account) {
        Answer key = api.post("/api/v1/accounts/" + account + "/keys", "{\"name\": \"test\"}");
        return control.client(key.json().path("key").asText());
    }

    private static String tenant() {
        String id = name("t");
        api.post("/api/v1/tenants", "{\"id\": \"" + id + "\"}");
        return id;
    }

    /** The path of a new dataset. */
    private static String dataset() {
        String tenant = tenant();
        api.post("/api/v1/tenants/" + tenant + "/datasets", "{\"id\": \"web\"}");
        return "/api/v1/tenants/" + tenant + "/datasets/web";
    }

    private static String name(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }
}
