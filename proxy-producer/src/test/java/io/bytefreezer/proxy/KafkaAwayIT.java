package io.bytefreezer.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.EmbeddedKafka;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy without brokers, for a while or for good, and without a snapshot. */
class KafkaAwayIT {

    @Test
    void withoutASnapshotNothingIsTaken() throws IOException, InterruptedException {
        try (ProxyFixture proxy = ProxyFixture.withoutSnapshot("127.0.0.1:" + ProxyFixture.freePort())) {
            HttpResponse<String> answer = proxy.post("/webhook/demo/web", "{}".getBytes(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("no_snapshot");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(proxy.health()).contains("DEGRADED", "no snapshot");
        }
    }

    @Test
    void withoutBrokersMemoryStaysBoundedAndSendersAreHeldBack() throws IOException, InterruptedException {
        int port = ProxyFixture.freePort();
        InputSpec syslog = new InputSpec("edge", "syslog", Map.of("host", "127.0.0.1", "port", port));
        try (ProxyFixture proxy = ProxyFixture.start(
                "127.0.0.1:" + ProxyFixture.freePort(),
                "limits: {in_flight_max: 1MiB, event_max: 100KiB}",
                Snapshots.of(Snapshots.dataset("web"), Snapshots.dataset("log", syslog)))) {
            byte[] large = "line\n".repeat(150_000).getBytes(UTF_8);
            CompletableFuture<HttpResponse<String>> first = post(proxy, large);
            ProxyFixture.await(
                    "the first request fills its share", () -> proxy.metric("in_flight_bytes") >= 512 * 1024);
            HttpResponse<String> second = proxy.post("/webhook/demo/web", "{}".getBytes(UTF_8));
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.body()).contains("in_flight_limit");
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> answer = first.join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("kafka_unavailable", "no event of the request was acknowledged");

            ProxyFixture.await("UDP is dropped and counted", () -> {
                sendDatagrams(port);
                return proxy.metric("events_total", "dropped", "in_flight_limit") > 0;
            });
            assertThat(proxy.metric("in_flight_bytes")).isLessThanOrEqualTo(1024 * 1024);
            assertThat(proxy.health()).contains("DEGRADED", "demo/web");
            assertThat(isHeldBack(port)).isTrue();
        }
    }

    @Test
    void syslogThatCameWhileKafkaWasAwayIsSentWhenItIsBack(@TempDir Path directory) throws IOException {
        int brokerPort = ProxyFixture.freePort();
        int port = ProxyFixture.freePort();
        InputSpec syslog = new InputSpec("edge", "syslog", Map.of("host", "127.0.0.1", "port", port));
        try (ProxyFixture proxy =
                ProxyFixture.start("127.0.0.1:" + brokerPort, "", Snapshots.of(Snapshots.dataset("later", syslog)))) {
            ProxyFixture.await("the input is open", () -> proxy.metric("inputs_open") == 1);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                lines.append("<13>line ").append(i).append('\n');
            }
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(lines.toString().getBytes(UTF_8));
            }
            sendDatagrams(port);
            ProxyFixture.await("all is read", () -> proxy.metric("received_bytes_total") > lines.length());
            try (KafkaFixture kafka = EmbeddedKafka.start(directory, brokerPort)) {
                assertThat(kafka.bootstrapServers()).endsWith(":" + brokerPort);
                double received = proxy.metric("events_total", "received");
                assertThat(proxy.payloads("later", (int) received))
                        .hasSize((int) received)
                        .contains("<13>line 0", "<13>line 4999");
                assertThat(proxy.metric("events_total", "acknowledged")).isEqualTo(received);
                assertThat(proxy.metric("events_total", "dropped")).isZero();
                ProxyFixture.await("nothing is in flight", () -> proxy.metric("in_flight_bytes") == 0);
            }
        }
    }

    /** The proxy does not read, so at some time the system takes no more from the sender. */
    private static boolean isHeldBack(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSendBufferSize(64 * 1024);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            byte[] lines = "<13>some line\n".repeat(100_000).getBytes(UTF_8);
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (int i = 0; i < 200; i++) {
                        socket.getOutputStream().write(lines);
                    }
                } catch (IOException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            return !writer.join(java.time.Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendDatagrams(int port) {
        byte[] bytes = "x".repeat(1_000).getBytes(UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 600; i++) {
                socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", port)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<HttpResponse<String>> post(ProxyFixture proxy, byte[] body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return proxy.post("/webhook/demo/web", body);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }
}
