package io.bytefreezer.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a schema registry, each time anew. Speaks the part of Confluent's REST protocol that serializers need
 * (<a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">format</a>). Safe for use by many
 * threads.
 */
public final class SchemaRegistryClient {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    /** The registry's own code for: no schema has this id. */
    private static final int NO_SUCH_SCHEMA = 40403;

    private static final int MESSAGE_LENGTH_MAX = 300;

    private final RegistrySettings settings;
    private final HttpClient http;

    /** A client of the registry at these addresses. */
    public SchemaRegistryClient(RegistrySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /**
     * The id of a schema under a subject. The schema is registered if need be and allowed.
     *
     * @throws SchemaRegistryException when the registry is away, or refuses the schema
     */
    public int register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        Answer answer = ask(settings.autoRegister() ? path + "/versions" : path, BodyPublishers.ofString(body));
        JsonNode id = answer.body().path("id");
        if (answer.status() != OK || !id.isInt()) {
            String hint = settings.autoRegister()
                    ? ""
                    : "; schemas are not registered by themselves since " + RegistrySettings.AUTO_REGISTER
                            + " is false";
            throw answer.refusal("no id for " + schema.getFullName() + " under " + subject + hint);
        }
        return id.intValue();
    }

    /**
     * The schema with this id.
     *
     * @throws UndecodableRecordException when no Avro schema has it
     * @throws SchemaRegistryException when the registry is away, or refuses to say
     */
    public Schema schema(int id) {
        Answer answer = ask("/schemas/ids/" + id, null);
        if (answer.status() == NOT_FOUND && answer.errorCode() == NO_SUCH_SCHEMA) {
            throw new UndecodableRecordException("the schema registry knows no schema " + id);
        }
        if (answer.status() != OK || !answer.body().path("schema").isTextual()) {
            throw answer.refusal("no schema for id " + id);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UndecodableRecordException("schema " + id + " is " + type + ", not Avro");
        }
        try {
            return new Schema.Parser().parse(answer.body().path("schema").asText());
        } catch (SchemaParseException e) {
            throw new UndecodableRecordException("schema " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Asks the addresses one after the other until one answers. */
    private Answer ask(String path, @Nullable BodyPublisher body) {
        SchemaRegistryException last = null;
        for (URI address : settings.urls()) {
            try {
                Answer answer = askOne(URI.create(address + path), body);
                if (!answer.isTrouble()) {
                    return answer;
                }
                last = answer.refusal("no answer");
            } catch (IOException e) {
                last = new SchemaRegistryException("schema registry " + address + " cannot be reached: " + e, e);
            }
        }
        throw last == null ? new IllegalStateException("settings without address") : last;
    }

    private Answer askOne(URI uri, @Nullable BodyPublisher body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(settings.readTimeout()).header("Accept", MEDIA_TYPE);
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE).POST(body);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(uri, response.statusCode(), parsed(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("interrupted while asking schema registry " + uri, e);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // Something between us and the registry answered: its text goes into the message.
            String head = body.length() > MESSAGE_LENGTH_MAX ? body.substring(0, MESSAGE_LENGTH_MAX) : body;
            return JSON.valueToTree(Map.of("message", head));
        }
    }

    private record Answer(URI uri, int status, JsonNode body) {

        int errorCode() {
            return body.path("error_code").asInt();
        }

        /** Whether another address, or the same one later, may do better. */
        boolean isTrouble() {
            return status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
        }

        SchemaRegistryException refusal(String what) {
            return new SchemaRegistryException(
                    what + ": schema registry answered " + status + " to " + uri + ": "
                            + body.path("message").asText("without a message"),
                    isTrouble());
        }
    }
}
