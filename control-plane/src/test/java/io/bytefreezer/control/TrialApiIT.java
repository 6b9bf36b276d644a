package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.control.ControlPlane.Answer;
import io.bytefreezer.control.ControlPlane.Client;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Trying a transformation, and the tests that it carries. */
class TrialApiIT {

    @TempDir
    private static Path directory;

    private static ControlPlane control;
    private static Client api;

    private String path = "";

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
    void dataset(TestInfo test) {
        String name = "t" + Math.abs((long) test.getDisplayName().hashCode());
        api.post("/api/v1/tenants", "{\"id\": \"" + name + "\"}");
        api.post("/api/v1/tenants/" + name + "/datasets", "{\"id\": \"web\"}");
        path = "/api/v1/tenants/" + name + "/datasets/web/transformations";
    }

    @Test
    void tellsWhatEachFilterDid() {
        Answer answer = api.post(path + "/test", """
                {"document": {"filters": [
                   {"type": "add_field", "config": {"field": "who", "value": "${tenant_id}/${dataset_id}"}},
                   {"type": "drop", "config": {"if_field": "level", "equals": "debug"}}]},
                 "samples": [{"level": "debug"}, {"level": "info", "price": 1.10}, "{\\"level\\": \\"info\\"}", "{"],
                 "format": "json"}""");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        JsonNode samples = answer.json().path("samples");
        assertThat(samples).hasSize(4);
        JsonNode steps = samples.at("/0/events/0/steps");
        assertThat(steps.at("/0/verdict").asText()).isEqualTo("pass");
        assertThat(steps.at("/0/before").toString()).isEqualTo("{\"level\":\"debug\"}");
        assertThat(steps.at("/0/after/who").asText()).endsWith("/web");
        assertThat(steps.at("/1/reason").asText()).isEqualTo("if_field");
        assertThat(samples.at("/0/outcome/result").asText()).isEqualTo("dropped");
        assertThat(samples.at("/1/outcome/events/0/body/price").decimalValue()).isEqualByComparingTo("1.10");
        assertThat(samples.at("/2/outcome/result").asText()).isEqualTo("emitted");
        assertThat(samples.at("/3/outcome/code").asText()).isEqualTo("MALFORMED_JSON");
    }

    @Test
    void triesTheDraftElseTheActiveVersion() {
        String samples = "{\"samples\": [{}]}";
        assertThat(body(api.post(path + "/test", samples))).isEqualTo("{}");
        api.post(path + "/activate", adding("active"));
        assertThat(body(api.post(path + "/test", samples))).isEqualTo("{\"is\":\"active\"}");
        api.put(path + "/draft", adding("draft"));
        assertThat(body(api.post(path + "/test", samples))).isEqualTo("{\"is\":\"draft\"}");
    }

    @Test
    void aWrongDocumentIsRefusedWithAllThatIsWrong() {
        Answer answer =
                api.post(path + "/test", "{\"document\": {\"filters\": [{\"type\": \"grook\"}]}, \"samples\": [{}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/pointer").asText()).isEqualTo("/filters/0/type");
        assertThat(answer.json().at("/problems/0/suggestion").asText()).isEqualTo("grok");
    }

    @Test
    void aWrongRequestIsRefusedWithItsPlace() {
        assertThat(pointer("{\"samples\": []}")).isEqualTo("/samples");
        assertThat(pointer("{\"samples\": [7]}")).isEqualTo("/samples/0");
        assertThat(pointer("{\"samples\": [{}], \"fromat\": \"json\"}")).isEqualTo("/fromat");
        assertThat(pointer("{\"samples\": [{}], \"document\": 7}")).isEqualTo("/document");
        assertThat(pointer("{\"samples\": [" + String.join(",", Collections.nCopies(101, "{}")) + "]}"))
                .isEqualTo("/samples");
        assertThat(api.post(path + "/test", "{{").status()).isEqualTo(400);
        assertThat(api.post(path.replace("/web/", "/other/") + "/test", "{\"samples\": [{}]}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDocumentWhoseTestsFailIsNotActivated() {
        String document = """
                {"filters": [{"type": "add_field", "config": {"field": "a", "value": 1}}],
                 "tests": [{"name": "adds a", "input": {}, "expect": {"event": {"a": %d}}}]}""";
        Answer refused = api.post(path + "/activate", document.formatted(2));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("pointer").asText()).isEqualTo("/tests/0/expect");
        assertThat(refused.json().path("message").asText()).contains("test 'adds a' fails: /a is 1 instead of 2");
        assertThat(api.put(path + "/draft", document.formatted(2))
                        .json()
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(api.post(path + "/activate", "").status()).isEqualTo(422);
        assertThat(api.post(path + "/activate", document.formatted(1)).status()).isEqualTo(201);
    }

    @Test
    void filtersFormatsAndTheSchemaAreServedWithExamples() {
        JsonNode filters = api.get("/api/v1/piper/filters").json();
        assertThat(filters.findValuesAsText("group")).contains("Fields and values");
        assertThat(filters.at("/0/examples/0/events/0").isObject()).isTrue();
        JsonNode formats = api.get("/api/v1/piper/formats").json();
        assertThat(formats.findValuesAsText("name")).contains("json", "syslog", "text");
        JsonNode schema = api.get("/api/v1/piper/transformations/schema").json();
        assertThat(schema.at("/properties/filters/items/properties/type/enum").toString())
                .contains("add_field", "grok");
    }

    private String pointer(String request) {
        Answer answer = api.post(path + "/test", request);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        return answer.json().path("pointer").asText();
    }

    private static String body(Answer answer) {
        return answer.json().at("/samples/0/outcome/events/0/body").toString();
    }

    private static String adding(String value) {
        return "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"is\", \"value\": \"" + value
                + "\"}}]}";
    }
}
