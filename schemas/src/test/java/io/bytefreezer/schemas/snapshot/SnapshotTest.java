package io.bytefreezer.schemas.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceId DEMO = new ResourceId("demo");
    private static final ResourceId SLEEPING = new ResourceId("sleeping");
    private static final String KEY = "bf_0123456789abcdef";

    @Test
    void survivesAsJson() throws Exception {
        assertThat(JSON.readValue(JSON.writeValueAsBytes(snapshot()), Snapshot.class))
                .isEqualTo(snapshot());
    }

    @Test
    void isReadThoughANewerControlPlaneSaysMore() throws Exception {
        JsonNode json = JSON.valueToTree(snapshot());
        addEverywhere(json);

        assertThat(JSON.treeToValue(json, Snapshot.class)).isEqualTo(snapshot());
    }

    @Test
    void isRefusedWithAnIdThatCouldMeanSomethingElsewhere() {
        ObjectNode json = JSON.valueToTree(snapshot());
        ((ObjectNode) json.path("tenants").path(0)).put("id", "../etc");

        assertThatThrownBy(() -> JSON.treeToValue(json, Snapshot.class)).hasMessageContaining("is not a valid id");
    }

    @Test
    void acceptsEventsOnlyWhereDatasetAndTenantAreActive() {
        Snapshot snapshot = snapshot();

        assertThat(snapshot.accepts(DatasetRef.of("demo", "web"))).isTrue();
        assertThat(snapshot.accepts(DatasetRef.of("demo", "off"))).isFalse();
        assertThat(snapshot.accepts(DatasetRef.of("sleeping", "web"))).isFalse();
        assertThat(snapshot.accepts(DatasetRef.of("demo", "unknown"))).isFalse();
        assertThat(snapshot.refs()).hasSize(3);
    }

    @Test
    void knowsAKeyByItsHash() {
        KeyHash hash = snapshot().keys().get(0);

        assertThat(hash.matches(KEY)).isTrue();
        assertThat(hash.matches(KEY + "x")).isFalse();
        assertThat(KeyHash.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void copiesWhatItIsGiven() {
        List<KeyHash> keys = new ArrayList<>();
        Map<String, Object> options = new LinkedHashMap<>();
        Snapshot snapshot = new Snapshot(1, "a", List.of(), List.of(), keys);
        InputSpec input = new InputSpec("i", "syslog", options);
        keys.add(new KeyHash("1", "p", "s", "service"));
        options.put("port", 514);

        assertThat(snapshot.keys()).isEmpty();
        assertThat(input.options()).isEmpty();
        assertThatThrownBy(() -> new Dataset(DEMO, DEMO, true, 0, List.of(), null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNoTablesOrQueriesWhereAnOlderControlPlaneDoesNotTell() throws Exception {
        ObjectNode json = JSON.valueToTree(snapshot());
        json.remove("tables");
        json.remove("queries");
        assertThat(JSON.treeToValue(json, Snapshot.class).tables()).isEmpty();
        assertThat(JSON.treeToValue(json, Snapshot.class).queries()).isEmpty();
        json.putNull("tables");
        assertThat(JSON.treeToValue(json, Snapshot.class).tables()).isEmpty();
    }

    @Test
    void keepsRowsWhereAnOlderControlPlaneDoesNotTellForHowLong() throws Exception {
        ObjectNode json = JSON.valueToTree(snapshot().datasets().get(0));
        assertThat(JSON.treeToValue(json, Dataset.class).retentionDays()).isEqualTo(30);
        json.remove("retentionDays");
        assertThat(JSON.treeToValue(json, Dataset.class).retentionDays()).isNull();
        json.put("retentionDays", 0);
        assertThatThrownBy(() -> JSON.treeToValue(json, Dataset.class)).hasMessageContaining("at least 1 day");
    }

    @Test
    void settlesNothingOfATableWhereAnOlderControlPlaneDoesNotTell() throws Exception {
        ObjectNode json = JSON.valueToTree(snapshot().datasets().get(0));
        json.remove("table");
        assertThat(JSON.treeToValue(json, Dataset.class).table()).isNull();
        json.putObject("table");
        assertThat(JSON.treeToValue(json, Dataset.class).table()).isEqualTo(new TableSpec(List.of(), List.of()));
    }

    @Test
    void aSettledColumnTakesTheFieldOfItsNameUnlessAnotherIsGiven() throws Exception {
        String json = "{\"columns\": [{\"name\": \"a\", \"type\": \"a type of tomorrow\"},"
                + " {\"name\": \"b\", \"type\": \"int\", \"field\": \"x.b\"}]}";
        assertThat(JSON.readValue(json, TableSpec.class).columns())
                .extracting(TableSpec.ColumnSpec::field)
                .containsExactly("a", "x.b");
        assertThat(JSON.readValue("{\"columns\": [{}]}", TableSpec.class).columns())
                .containsExactly(new TableSpec.ColumnSpec("", "", ""));
    }

    /** The schema is for people who write another control plane or another service; it says what the records say. */
    @Test
    void hasExactlyThePropertiesItsSchemaNames() throws Exception {
        try (InputStream in = Snapshot.class.getResourceAsStream("/io/bytefreezer/schemas/snapshot.schema.json")) {
            JsonNode schema = JSON.readTree(in);
            compare(JSON.valueToTree(snapshot()), schema, schema, "snapshot");
        }
    }

    private static void compare(JsonNode value, JsonNode given, JsonNode root, String where) {
        JsonNode schema = given.has("oneOf") ? given.path("oneOf").path(1) : given;
        if (schema.has("$ref")) {
            schema = root.at(schema.path("$ref").asText().substring(1));
        }
        switch (schema.path("type").asText()) {
            case "array" -> {
                assertThat(value.isArray()).as(where).isTrue();
                for (JsonNode item : value) {
                    compare(item, schema.path("items"), root, where + "[]");
                }
            }
            case "object" -> {
                assertThat(value.isObject() || value.isNull()).as(where).isTrue();
                if (value.isObject() && !schema.path("additionalProperties").asBoolean()) {
                    compareProperties(value, schema, root, where);
                }
            }
            case "string" -> {
                assertThat(value.isTextual()).as(where).isTrue();
                assertThat(value.asText())
                        .as(where)
                        .containsPattern(schema.path("pattern").asText(""));
            }
            case "integer" ->
                assertThat(value.isIntegralNumber() || (given.has("oneOf") && value.isNull()))
                        .as(where)
                        .isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            default -> throw new AssertionError(where + " has no type this test knows: " + schema);
        }
    }

    private static void compareProperties(JsonNode value, JsonNode schema, JsonNode root, String where) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        List<String> described = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(described::add);
        assertThat(names).as(where).containsExactlyInAnyOrderElementsOf(described);
        schema.path("required").forEach(name -> assertThat(names).as(where).contains(name.asText()));
        names.forEach(
                name -> compare(value.path(name), schema.path("properties").path(name), root, where + "." + name));
    }

    private static void addEverywhere(JsonNode node) {
        node.forEach(SnapshotTest::addEverywhere);
        // Options and documents are anybody's JSON: there, nothing is unknown.
        if (node instanceof ObjectNode object && !object.has("port") && !object.has("parse") && !object.has("filter")) {
            object.put("new_in_the_next_version", true);
        }
    }

    private static Snapshot snapshot() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("port", 5514);
        options.put("address", null);
        options.put("tags", Arrays.asList("a", "b"));
        return new Snapshot(
                42,
                "account-1",
                List.of(new Snapshot.Tenant(DEMO, "Demo", true), new Snapshot.Tenant(SLEEPING, "Zzz", false)),
                List.of(
                        new Dataset(
                                DEMO,
                                new ResourceId("web"),
                                true,
                                3,
                                List.of(new InputSpec("syslog", "syslog", options)),
                                new Transformation(2, JSON.createObjectNode().put("parse", "json")),
                                30,
                                new TableSpec(
                                        List.of(
                                                new TableSpec.ColumnSpec("client_ip", TableSpec.TEXT),
                                                new TableSpec.ColumnSpec("lat", TableSpec.DOUBLE, "geo.lat")),
                                        List.of("client_ip"))),
                        new Dataset(DEMO, new ResourceId("off"), false, 1, List.of(), null, null, null),
                        new Dataset(SLEEPING, new ResourceId("web"), true, 1, List.of(), null, null, null)),
                List.of(new KeyHash(
                        "key-1",
                        KEY.substring(0, 8),
                        KeyHash.sha256(KEY),
                        KeyHash.QUERY,
                        new KeyScope(List.of(new KeyScope.Grant(
                                new ResourceId("demo"),
                                new ResourceId("web"),
                                List.of("host"),
                                List.of("secret"),
                                "host = 'a'"))))),
                List.of(new LookupTable(
                        DEMO, "hosts", 2, LookupTable.sha256(new byte[] {'h'}), List.of("host", "port"))),
                List.of(new SavedQuery(DEMO, new ResourceId("errors"), "Errors", "", "select 1")));
    }
}
