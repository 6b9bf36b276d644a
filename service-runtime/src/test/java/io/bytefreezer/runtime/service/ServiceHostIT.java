package io.bytefreezer.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.TlsConfig;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.http.BearerKey;
import io.bytefreezer.runtime.http.Json;
import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceHostIT {

    private static final String SECRET_LIKE = "what a message must not tell";

    private final HttpClient client = HttpClient.newHttpClient();

    /** A service by hand. */
    private static class Probe implements Service {

        private volatile Health health = Health.up();
        private final CountDownLatch mayStart = new CountDownLatch(1);
        private volatile boolean closed;

        Probe letStart() {
            mayStart.countDown();
            return this;
        }

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public void start() {
            try {
                mayStart.await();
            } catch (InterruptedException e) {
                throw new ServiceStartException(ServiceStartException.Kind.EXTERNAL, "interrupted", e);
            }
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void routes(HttpRouting.Builder routing) {
            routing.post(
                            "/echo",
                            (request, response) ->
                                    response.send(request.content().as(byte[].class)))
                    .get(
                            "/key",
                            (request, response) ->
                                    response.send(BearerKey.of(request).orElse("none")))
                    .get(
                            "/thread",
                            (request, response) -> response.send(
                                    String.valueOf(Thread.currentThread().isVirtual())))
                    .get("/fail", (request, response) -> {
                        throw new IllegalStateException(SECRET_LIKE);
                    });
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static ServerConfig local(int port) {
        return new ServerConfig("127.0.0.1", port, null, DataSize.ofKibibytes(64), DataSize.ofKibibytes(8));
    }

    private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(int port, String path, int bytes) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void servesHealthMetricsAndTheServicesRoutes() throws Exception {
        Probe probe = new Probe().letStart();
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host = ServiceHost.start(probe, local(0), metrics)) {
            metrics.counter("events", "outcome", "dropped", "reason", "test").increment();

            HttpResponse<String> health = get(host.port(), "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
            JsonNode body = Json.mapper().readTree(health.body());
            assertThat(body.get("status").asText()).isEqualTo("UP");
            assertThat(body.get("service").asText()).isEqualTo("probe");
            assertThat(body.get("version").asText()).matches("\\d+\\.\\d+.*");
            assertThat(body.get("reasons")).isEmpty();

            HttpResponse<String> scraped = get(host.port(), "/metrics");
            assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(scraped.body())
                    .contains("bytefreezer_probe_events_total{outcome=\"dropped\",reason=\"test\"} 1.0")
                    .contains("jvm_memory_used_bytes");

            assertThat(get(host.port(), "/thread").body()).isEqualTo("true");
            assertThat(get(host.port(), "/key", "Authorization", "bearer abc").body())
                    .isEqualTo("abc");
            assertThat(get(host.port(), "/key", "Authorization", "Basic abc").body())
                    .isEqualTo("none");
        }
        assertThat(probe.closed).isTrue();
    }

    @Test
    void degradedIsStillFineAndDownIsNot() throws Exception {
        Probe probe = new Probe().letStart();
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host = ServiceHost.start(probe, local(0), metrics)) {
            probe.health = Health.worst(Health.up(), Health.degraded("the \"key\" is revoked"));
            assertThat(get(host.port(), "/health").statusCode()).isEqualTo(200);
            assertThat(get(host.port(), "/health").body()).contains("DEGRADED").contains("the \\\"key\\\" is revoked");
            probe.health = Health.worst(Health.down("no Kafka"), Health.up());
            assertThat(get(host.port(), "/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void requestsAreLimited() throws Exception {
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host = ServiceHost.start(new Probe().letStart(), local(0), metrics)) {
            assertThat(post(host.port(), "/echo", 64 * 1024).statusCode()).isEqualTo(200);
            assertTooLarge(post(host.port(), "/echo", 64 * 1024 + 1));
            assertThat(get(host.port(), "/key", "X-Long", "x".repeat(9000)).statusCode())
                    .isBetween(400, 431);
        }
    }

    private static void assertTooLarge(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(error(answer)).isEqualTo("request_entity_too_large");
        assertThat(answer.body()).contains("server.request_max");
    }

    @Test
    void everySenderOfATooLargeBodyGetsTheAnswer() throws Exception {
        DataSize max = DataSize.ofKibibytes(8 * 1024);
        byte[] body = new byte[(int) max.bytes() + 4 * 1024 * 1024];
        ServerConfig config = new ServerConfig("127.0.0.1", 0, null, max, DataSize.ofKibibytes(8));
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host = ServiceHost.start(new Probe().letStart(), config, metrics)) {
            URI echo = URI.create("http://127.0.0.1:" + host.port() + "/echo");
            for (int i = 0; i < 20; i++) {
                assertTooLarge(post(host.port(), "/echo", body.length));
                HttpRequest chunked = HttpRequest.newBuilder(echo)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build();
                assertTooLarge(client.send(chunked, BodyHandlers.ofString()));
                HttpRequest polite = HttpRequest.newBuilder(echo)
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
                assertTooLarge(client.send(polite, BodyHandlers.ofString()));
            }
        }
    }

    @Test
    void everyRefusalIsJsonAndNoFailureTellsItsInsides() throws Exception {
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host = ServiceHost.start(new Probe().letStart(), local(0), metrics)) {
            HttpResponse<String> missing = get(host.port(), "/nowhere/%3Cscript%3E");
            assertThat(missing.statusCode()).isIn(400, 404);
            assertThat(missing.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(error(get(host.port(), "/nowhere"))).isEqualTo("not_found");
            HttpResponse<String> failed = get(host.port(), "/fail");
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(error(failed)).isEqualTo("internal_server_error");
            assertThat(failed.body()).doesNotContain(SECRET_LIKE);
            assertThat(get(host.port(), "/health").statusCode()).isEqualTo(200);
        }
    }

    private static String error(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body()).get("error").asText();
    }

    @Test
    void untilItServesRoutesAreClosedAndHealthSaysStarting() throws Exception {
        int port = freePort();
        Probe probe = new Probe();
        try (ServiceMetrics metrics = new ServiceMetrics("probe")) {
            FutureTask<ServiceHost> starting = new FutureTask<>(() -> ServiceHost.start(probe, local(port), metrics));
            Thread.ofVirtual().start(starting);
            HttpResponse<String> health = firstAnswer(port);
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("starting");
            HttpResponse<String> refused = get(port, "/key");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            probe.letStart();
            try (ServiceHost host = starting.get()) {
                assertThat(host.port()).isEqualTo(port);
                assertThat(get(port, "/key").statusCode()).isEqualTo(200);
            }
        }
    }

    private HttpResponse<String> firstAnswer(int port) throws Exception {
        while (true) {
            try {
                return get(port, "/health");
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aPortInUseIsNamedWithTheOptionToMoveIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServiceMetrics metrics = new ServiceMetrics("probe")) {
            assertThatThrownBy(() -> ServiceHost.start(new Probe().letStart(), local(taken.getLocalPort()), metrics))
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("server.port");
        }
    }

    @Test
    void aServiceThatCannotStartLeavesNothingOpen() throws Exception {
        int port = freePort();
        Probe probe = new Probe() {
            @Override
            public void start() {
                throw new ServiceStartException(ServiceStartException.Kind.EXTERNAL, "no broker");
            }
        };
        try (ServiceMetrics metrics = new ServiceMetrics("probe")) {
            assertThatThrownBy(() -> ServiceHost.start(probe, local(port), metrics))
                    .hasMessage("no broker");
        }
        assertThat(probe.closed).isTrue();
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void aMissingCertificateIsNamed() {
        ServerConfig config =
                new ServerConfig("127.0.0.1", 0, new TlsConfig(Path.of("/no/cert.pem"), Path.of("/no/key.pem")));
        try (ServiceMetrics metrics = new ServiceMetrics("probe")) {
            assertThatThrownBy(() -> ServiceHost.start(new Probe().letStart(), config, metrics))
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContaining("/no/cert.pem");
        }
    }

    @Test
    void servesHttpsWithACertificateInPemFiles(@TempDir Path folder) throws Exception {
        KeyStore store = Certificates.create(folder);
        TlsConfig tls = new TlsConfig(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (ServiceMetrics metrics = new ServiceMetrics("probe");
                ServiceHost host =
                        ServiceHost.start(new Probe().letStart(), new ServerConfig("127.0.0.1", 0, tls), metrics);
                HttpClient secure = HttpClient.newBuilder().sslContext(context).build()) {
            URI health = URI.create("https://localhost:" + host.port() + "/health");
            assertThat(secure.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
