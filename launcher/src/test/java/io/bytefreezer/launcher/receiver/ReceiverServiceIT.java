package io.bytefreezer.launcher.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole receiver with its control plane, and a proxy that has nothing but the receiver. */
class ReceiverServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    private static Path dir;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static KafkaFixture kafka;
    private static S3Fixture s3;
    private static Launchable.Running control;
    private static Launchable.Running receiver;
    private static String key;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        kafka = KafkaFixture.start();
        s3 = S3Fixture.start();
        Path keyFile = dir.resolve("service-key");
        control = Launchables.CONTROL.start(
                Files.writeString(dir.resolve("control.yaml"), """
                server: {host: 127.0.0.1, port: 0}
                data_dir: '%s'
                bootstrap: {service_key_file: '%s'}
                """.formatted(dir.resolve("control"), keyFile)),
                Map.of());
        key = Files.readString(keyFile).strip();
        create("/api/v1/tenants", "{\"id\": \"prod\", \"name\": \"Production\"}");
        create("/api/v1/tenants/prod/datasets", "{\"id\": \"web\", \"partitions\": 1}");
        create("/api/v1/tenants/prod/datasets", "{\"id\": \"hop\", \"partitions\": 1}");
        receiver = Launchables.RECEIVER.start(
                Files.writeString(dir.resolve("receiver.yaml"), """
                server: {host: 127.0.0.1, port: 0}
                control: {url: '%s', service_key: '%s'}
                kafka: {bootstrap_servers: '%s'}
                storage: {endpoint: '%s', bucket: '%s', access_key: '%s', secret_key: '%s', region: '%s'}
                data_dir: '%s'
                """.formatted(
                                address(control),
                                key,
                                kafka.bootstrapServers(),
                                s3.endpoint(),
                                s3.bucket(),
                                s3.accessKey(),
                                s3.secretKey(),
                                s3.region(),
                                dir.resolve("receiver"))),
                Map.of());
    }

    @AfterAll
    static void stop() {
        receiver.close();
        control.close();
        s3.close();
        kafka.close();
    }

    @Test
    void itsWebhookAnswersWhenKafkaHasTheEvents() throws IOException, InterruptedException {
        await("the receiver knows the dataset", () -> post(receiver, "/webhook/prod/web", "{\"n\":1}", key) == 200);
        assertThat(post(receiver, "/webhook/prod/web", "{\"n\":2}", "no-key")).isEqualTo(401);
        assertThat(post(receiver, "/webhook/prod/other", "{\"n\":3}", key)).isEqualTo(404);
        assertThat(payloads("bytefreezer.raw.prod.web")).containsExactly("{\"n\":1}");
    }

    @Test
    void aProxyWithoutKafkaForwardsToIt() throws IOException {
        int port = freePort();
        Path file = Files.writeString(dir.resolve("proxy.yaml"), """
                server: {host: 127.0.0.1, port: 0}
                control: {url: '%s', service_key: '%s'}
                receiver: {url: '%s'}
                inputs:
                  - {type: syslog, tenant: prod, dataset: hop, host: 127.0.0.1, port: %d}
                data_dir: '%s'
                """.formatted(
                        address(control), key, address(receiver), port, dir.resolve("proxy")));
        try (Launchable.Running proxy = Launchables.PROXY.start(file, Map.of())) {
            await("the proxy takes what is posted", () -> post(proxy, "/webhook/prod/hop", "posted", key) == 200);
            await("its input is open", () -> write(port, "<13>one\n<13>two\n"));
            await("all is there", () -> payloads("bytefreezer.raw.prod.hop").size() >= 3);
        }
        assertThat(payloads("bytefreezer.raw.prod.hop")).containsExactly("posted", "<13>one", "<13>two");
    }

    private static void create(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                request(control, path, body, key)
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static int post(Launchable.Running service, String path, String body, String bearer) {
        try {
            return HTTP.send(request(service, path, body, bearer).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder request(Launchable.Running service, String path, String body, String bearer) {
        return HttpRequest.newBuilder(URI.create(address(service) + path))
                .header("Authorization", "Bearer " + bearer)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static boolean write(int port, String lines) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(lines.getBytes(UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> payloads(String topic) {
        List<String> payloads = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL)
                        .forEach(record -> payloads.add(new String(
                                EventCodec.withFixedIds()
                                        .decodeRaw(record.value())
                                        .payload(),
                                UTF_8)));
            }
        }
        return payloads;
    }

    private static String address(Launchable.Running service) {
        return "http://127.0.0.1:" + service.host().port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain until " + what).isLessThan(deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
