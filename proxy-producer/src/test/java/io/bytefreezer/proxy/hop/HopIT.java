package io.bytefreezer.proxy.hop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.proxy.ProxyFixture;
import io.bytefreezer.proxy.RawTopic;
import io.bytefreezer.proxy.Snapshots;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proxies without brokers in front of receivers. */
class HopIT {

    private static final int LINES = 3_000;
    private static final int WRITES = 60;

    private static KafkaFixture kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaFixture.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void lostRequestsAndAnswersAndTwoReceiversDoubleNothing() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("HopIT -Dseed=" + seed);
        int port = ProxyFixture.freePort();
        Snapshot snapshot = Snapshots.of(
                Snapshots.dataset("lossy", new InputSpec("edge", "syslog", Map.of("host", "127.0.0.1", "port", port))));
        try (ReceiverFixture one = ReceiverFixture.start(kafka.bootstrapServers(), snapshot);
                ReceiverFixture other = ReceiverFixture.start(kafka.bootstrapServers(), snapshot);
                LossyGateway gateway = new LossyGateway(seed, List.of(one.address(), other.address()));
                ProxyFixture proxy = ProxyFixture.hop(gateway.address(), kafka.bootstrapServers(), snapshot)) {
            ProxyFixture.await("the input is open", () -> proxy.metric("inputs_open") == 1);
            List<String> sent = new ArrayList<>();
            try (Socket socket = new Socket("127.0.0.1", port)) {
                for (int i = 0; i < WRITES; i++) {
                    StringBuilder lines = new StringBuilder();
                    for (int j = 0; j < LINES / WRITES; j++) {
                        sent.add("<13>line " + sent.size());
                        lines.append(sent.getLast()).append('\n');
                    }
                    socket.getOutputStream().write(lines.toString().getBytes(UTF_8));
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
            ProxyFixture.await("all are acknowledged", () -> proxy.metric("events_total", "acknowledged") == LINES);
            assertThat(gateway.lostAnswers).as("answers lost").hasPositiveValue();
            assertThat(RawTopic.payloads(kafka.bootstrapServers(), topic("lossy")))
                    .containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void aWebhookIsAnsweredWhenTheReceiverHasAnswered() throws IOException, InterruptedException {
        Snapshot snapshot = Snapshots.of(Snapshots.dataset("direct"));
        ReceiverFixture receiver = ReceiverFixture.start(kafka.bootstrapServers(), snapshot);
        try (ProxyFixture proxy = ProxyFixture.hop(receiver.address().toString(), kafka.bootstrapServers(), snapshot)) {
            HttpResponse<String> answer = proxy.post("/webhook/demo/direct", "{\"a\":1}".getBytes(UTF_8));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(RawTopic.payloads(kafka.bootstrapServers(), topic("direct")))
                    .containsExactly("{\"a\":1}");
            receiver.close();
            HttpResponse<String> refused = proxy.post("/webhook/demo/direct", "{\"a\":2}".getBytes(UTF_8));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(proxy.health()).contains("DEGRADED", "does not answer");
        } finally {
            receiver.close();
        }
    }

    @Test
    void aReceiverRefusesWhatItCannotTake() throws IOException, InterruptedException {
        Snapshot snapshot = Snapshots.of(Snapshots.dataset("refusals"));
        String source = UUID.randomUUID().toString();
        try (ReceiverFixture receiver = ReceiverFixture.start(kafka.bootstrapServers(), snapshot)) {
            String path = "/api/v1/events/demo/refusals";
            assertThat(post(receiver, path, events(1), SequenceKey.HEADER, source + ":0")
                            .body())
                    .contains("\"next\":1");
            HttpResponse<String> gap = post(receiver, path, events(1), SequenceKey.HEADER, source + ":5");
            assertThat(gap.statusCode()).isEqualTo(409);
            assertThat(gap.body()).contains("\"expected\":1");
            assertThat(post(receiver, path, events(1), SequenceKey.HEADER, "no key")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post(receiver, path, "nonsense".getBytes(UTF_8)).statusCode())
                    .isEqualTo(400);
            assertThat(post(receiver, "/api/v1/events/demo/unknown", events(1)).statusCode())
                    .isEqualTo(404);
            HttpResponse<String> stranger = HttpClient.newHttpClient()
                    .send(request(receiver, path, events(1)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(RawTopic.payloads(kafka.bootstrapServers(), topic("refusals")))
                    .hasSize(1);
        }
    }

    private static HttpResponse<String> post(ReceiverFixture receiver, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(receiver, path, body).header("Authorization", "Bearer " + Snapshots.KEY);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ReceiverFixture receiver, String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(receiver.address() + path))
                .header("Content-Encoding", EventsBody.CODING)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static byte[] events(int count) {
        return EventsBody.encode(IntStream.range(0, count)
                .mapToObj(i -> new RawEvent(
                        UUID.randomUUID(), Instant.now(), "edge", null, null, Map.of(), ("event " + i).getBytes(UTF_8)))
                .toList());
    }

    private static String topic(String dataset) {
        return Topics.DEFAULT.raw(DatasetRef.of("demo", dataset));
    }
}
