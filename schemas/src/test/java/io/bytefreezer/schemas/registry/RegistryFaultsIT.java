package io.bytefreezer.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that answers what a well one does not. */
class RegistryFaultsIT {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"id\": 5}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void isAskedOnceForASchemaAndForAnId() {
        RegistrySchemaIds ids = ids(url());
        ids.idOf("t", EventSchemas.RAW_EVENT);
        ids.idOf("t", EventSchemas.RAW_EVENT);
        assertThat(asked).containsExactly("POST /subjects/t-value/versions null");
    }

    @Test
    void isAskedOnceForAnIdNobodyKnows() {
        status = 404;
        answer = "{\"error_code\": 40403, \"message\": \"Schema not found\"}";
        RegistrySchemaIds ids = ids(url());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ids.schemaOf(9)).isInstanceOf(UndecodableRecordException.class);
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void isToBeAskedAgainWhenItIsUnwell() {
        for (int trouble : new int[] {408, 429, 500, 503}) {
            status = trouble;
            assertThatThrownBy(() -> ids(url()).idOf("t", EventSchemas.RAW_EVENT))
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            e -> assertThat(e.isRetriable()).isTrue());
        }
    }

    @Test
    void isNotToBeAskedAgainWhenItRefuses() {
        for (int refusal : new int[] {400, 401, 403, 404, 409, 422}) {
            status = refusal;
            answer = "<html>a proxy says no</html>";
            assertThatThrownBy(() -> ids(url()).schemaOf(1))
                    .hasMessageContaining("a proxy says no")
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            e -> assertThat(e.isRetriable()).isFalse());
        }
    }

    @Test
    void isReplacedByTheNextAddressWhenItIsAway() throws IOException {
        assertThat(ids(nobody() + "," + url()).idOf("t", EventSchemas.RAW_EVENT))
                .isEqualTo(5);
    }

    @Test
    void isToBeAskedAgainWhenNobodyIsThere() throws IOException {
        String nobody = nobody();
        assertThatThrownBy(() -> ids(nobody).idOf("t", EventSchemas.RAW_EVENT))
                .hasMessageContaining(nobody)
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isRetriable()).isTrue());
    }

    @Test
    void getsTheCredentials() {
        ids(url().replace("http://", "http://user:pass@")).idOf("t", EventSchemas.RAW_EVENT);
        assertThat(asked).containsExactly("POST /subjects/t-value/versions Basic dXNlcjpwYXNz");
    }

    @Test
    void mayHoldSchemasThatAreNotAvroOrNotSchemas() {
        for (String other :
                new String[] {"{\"schema\": \"message A {}\", \"schemaType\": \"PROTOBUF\"}", "{\"schema\": \"{\"}"}) {
            answer = other;
            assertThatThrownBy(() -> ids(url()).schemaOf(1)).isInstanceOf(UndecodableRecordException.class);
        }
    }

    private static RegistrySchemaIds ids(String url) {
        return (RegistrySchemaIds) RegistrySchemaIds.configured(Map.of("schema.registry.url", url));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
