package io.bytefreezer.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookIT {

    private static KafkaFixture kafka;
    private static ProxyFixture proxy;

    @BeforeAll
    static void start() {
        kafka = KafkaFixture.start();
        proxy = ProxyFixture.start(
                kafka.bootstrapServers(),
                "topics: {message_max: 256KiB}",
                Snapshots.of(
                        Snapshots.dataset("object"),
                        Snapshots.dataset("array"),
                        Snapshots.dataset("ndjson"),
                        Snapshots.dataset("lines"),
                        Snapshots.dataset("unlabelled"),
                        Snapshots.dataset("gzip"),
                        Snapshots.dataset("zstd"),
                        Snapshots.dataset("deflate"),
                        Snapshots.dataset("bad"),
                        Snapshots.dataset("batch"),
                        Snapshots.dataset("large"),
                        Snapshots.dataset("short"),
                        Snapshots.dataset("set", new InputSpec("hook", "webhook", Map.of("format", "text"))),
                        Snapshots.paused("paused")));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        kafka.close();
    }

    @Test
    void anObjectIsAcknowledgedAfterKafkaHasItAndKeepsItsBytes() throws IOException, InterruptedException {
        Instant before = Instant.now();
        String body = "{ \"zahl\" : 1.10,\n \"text\":\"\u00e4\" }";
        HttpResponse<String> answer =
                proxy.post("/webhook/demo/object", body.getBytes(UTF_8), "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"malformed\":0}");
        RawEvent event = proxy.events("object", 1).getFirst();
        assertThat(event.payload()).isEqualTo(body.getBytes(UTF_8));
        assertThat(event.format()).isEqualTo("application/json");
        assertThat(event.input()).isEqualTo("webhook");
        assertThat(event.sourceAddress()).startsWith("127.0.0.1:");
        assertThat(event.eventId().version()).isEqualTo(7);
        assertThat(event.receivedAt()).isBetween(before.minus(Duration.ofMillis(1)), Instant.now());
        ConsumerRecord<byte[], byte[]> stored = proxy.records("object", 1).getFirst();
        assertThat(stored.timestamp()).isEqualTo(event.receivedAt().toEpochMilli());
        assertThat(stored.key()).isNull();
    }

    @Test
    void eachElementOfAnArrayAndEachLineIsAnEvent() throws IOException, InterruptedException {
        assertAccepted("array", "[{\"a\": 1},{\"b\":[2]}]", "application/json", 2, 0);
        assertThat(proxy.payloads("array", 2)).containsExactly("{\"a\": 1}", "{\"b\":[2]}");
        assertAccepted("ndjson", "{\"a\": 1}\n{\"b\":2}\r\n", "application/x-ndjson", 2, 0);
        assertThat(proxy.payloads("ndjson", 2)).containsExactly("{\"a\": 1}", "{\"b\":2}");
        assertAccepted("lines", "one\n\n two \n", "text/plain", 2, 0);
        assertThat(proxy.payloads("lines", 2)).containsExactly("one", " two ");
        assertThat(proxy.events("lines", 2)).allMatch(event -> "text/plain".equals(event.format()));
    }

    @Test
    void aBodyWithoutALabelIsRecognised() throws IOException, InterruptedException {
        assertThat(proxy.post("/demo/unlabelled", "{\"a\":1}".getBytes(UTF_8)).body())
                .contains("\"accepted\":1");
        assertAccepted("unlabelled", "[{\"a\":2}]", "application/x-www-form-urlencoded", 1, 0);
        assertAccepted("unlabelled", "[error] plain", "application/x-www-form-urlencoded", 1, 0);
        assertThat(proxy.payloads("unlabelled", 3)).containsExactly("{\"a\":1}", "{\"a\":2}", "[error] plain");
    }

    @Test
    void theDatasetsInputMaySayHowBodiesAreRead() throws IOException, InterruptedException {
        assertAccepted("set", "{\"a\":1}", "application/json", 1, 0);
        RawEvent event = proxy.events("set", 1).getFirst();
        assertThat(event.format()).isEqualTo("text/plain");
        assertThat(event.input()).isEqualTo("hook");
    }

    @Test
    void compressedBodiesAreReadOnTheWay() throws IOException, InterruptedException {
        byte[] lines = "{\"a\":1}\n{\"b\":2}\n".repeat(1_000).getBytes(UTF_8);
        for (Map.Entry<String, byte[]> body : Map.of(
                        "gzip", gzip(lines), "zstd", Zstd.compress(lines), "deflate", deflate(lines))
                .entrySet()) {
            HttpResponse<String> answer = proxy.post(
                    "/webhook/demo/" + body.getKey(),
                    body.getValue(),
                    "Content-Type",
                    "application/x-ndjson",
                    "Content-Encoding",
                    body.getKey());
            assertThat(answer.body()).as(body.getKey()).isEqualTo("{\"accepted\":2000,\"malformed\":0}");
            assertThat(proxy.records(body.getKey(), 2_000)).hasSize(2_000);
        }
    }

    @Test
    void badLinesOfABatchAreKeptAndCounted() throws IOException, InterruptedException {
        byte[] body = "{\"a\":1}\n{oops\n{\"text\":\"\u00ff\"}\n{\"b\":2}".getBytes(ISO_8859_1);
        HttpResponse<String> answer = proxy.post("/webhook/demo/batch", body, "Content-Type", "application/x-ndjson");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":4,\"malformed\":2}");
        assertThat(proxy.events("batch", 4))
                .extracting(event -> new String(event.payload(), ISO_8859_1))
                .containsExactly("{\"a\":1}", "{oops", "{\"text\":\"\u00ff\"}", "{\"b\":2}");
        assertThat(proxy.metric("bytefreezer_proxy_events_total", "\"batch\"", "malformed"))
                .isEqualTo(2);
        assertThat(proxy.metric("bytefreezer_proxy_events_total", "\"batch\"", "acknowledged"))
                .isEqualTo(4);
    }

    @Test
    void aBodyThatCannotBeReadLeavesNothingBehind() throws IOException, InterruptedException {
        byte[] lines = "good line\n".repeat(10_000).getBytes(UTF_8);
        byte[] zipped = gzip(lines);
        byte[] cutOff = Arrays.copyOf(zipped, zipped.length / 2);
        assertRefused(proxy.post("/webhook/demo/bad", cutOff, "Content-Encoding", "gzip"), 400, "invalid_body");
        assertRefused(proxy.post("/webhook/demo/bad", lines, "Content-Encoding", "zstd"), 400, "invalid_body");
        byte[] bomb = gzip(new byte[80 * 1024 * 1024]);
        assertRefused(proxy.post("/webhook/demo/bad", bomb, "Content-Encoding", "gzip"), 413, "event_too_large");
        byte[] lineBomb = gzip("\n".repeat(40 * 1024 * 1024).getBytes(UTF_8));
        assertRefused(
                proxy.post("/webhook/demo/bad", lineBomb, "Content-Encoding", "gzip", "Content-Type", "text/plain"),
                413,
                "decompression_ratio");
        String longLine = "first\n" + "x".repeat(10_000_000) + "\nlast\n";
        assertRefused(proxy.post("/webhook/demo/bad", longLine.getBytes(UTF_8)), 413, "event_too_large");
        byte[] larger = new byte[33 * 1024 * 1024];
        assertThat(proxy.post("/webhook/demo/bad", larger).statusCode()).isEqualTo(413);
        assertRefused(proxy.post("/webhook/demo/bad", lines, "Content-Encoding", "br"), 415, "unknown_encoding");
        assertRefused(
                proxy.post("/webhook/demo/bad", lines, "Content-Type", "text/plain; charset=utf-16"),
                415,
                "unknown_charset");
        assertThat(proxy.records("bad", 0)).isEmpty();
        assertAccepted("bad", "still here", "text/plain", 1, 0);
    }

    @Test
    void anEventKafkaFindsTooLargeIsRefusedAloneAndByName() throws IOException, InterruptedException {
        byte[] noise = new byte[400_000];
        new Random(3).nextBytes(noise);
        String large = java.util.Base64.getEncoder().encodeToString(noise);
        HttpResponse<String> answer = proxy.post(
                "/webhook/demo/large", ("first\n" + large + "\nlast").getBytes(UTF_8), "Content-Type", "text/plain");
        assertRefused(answer, 413, "event_too_large");
        assertThat(answer.body()).contains("event 2").contains("2 of 3 events");
        assertThat(proxy.payloads("large", 2)).containsExactly("first", "last");
    }

    @Test
    void aKeyIsNeeded() throws IOException, InterruptedException {
        byte[] body = "{}".getBytes(UTF_8);
        HttpResponse<String> missing = proxy.postWithoutKey("/webhook/demo/object", body);
        assertRefused(missing, 401, "missing_key");
        assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertRefused(
                proxy.postWithoutKey("/webhook/demo/object", body, "Authorization", "Bearer wrong"),
                401,
                "unknown_key");
        assertRefused(
                proxy.postWithoutKey("/webhook/demo/nowhere", body, "Authorization", "Basic eDp5"), 401, "missing_key");
    }

    @Test
    void onlyDatasetsThatExistAreFound() throws IOException, InterruptedException {
        byte[] body = "{}".getBytes(UTF_8);
        assertRefused(proxy.post("/webhook/demo/nowhere", body), 404, "unknown_dataset");
        assertRefused(proxy.post("/webhook/nobody/object", body), 404, "unknown_tenant");
        assertRefused(proxy.post("/webhook/demo/paused", body), 404, "inactive_dataset");
        assertRefused(proxy.post("/webhook/demo/UPPER", body), 404, "unknown_dataset");
        for (String path : List.of(
                "/webhook/demo/..",
                "/webhook/../object",
                "/webhook/demo/%2e%2e",
                "/webhook/%2e%2e/object",
                "/webhook/demo/ob%2Fject",
                "/webhook/demo%2Fobject",
                "/webhook/demo/..%2f..%2fetc",
                "/webhook/demo/object%00",
                "/webhook/demo/" + "x".repeat(200))) {
            assertThat(rawPost(path)).as(path).matches("HTTP/1.1 (400|404) .*");
        }
    }

    /** Without a client that tidies the path up. */
    private static String rawPost(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", proxy.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(5_000);
            out.write(("POST " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + Snapshots.KEY
                            + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                    .getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
        } catch (SocketTimeoutException e) {
            return "no answer";
        }
    }

    @Test
    void aRequestThatBreaksOffIsNotTaken() throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", proxy.port())) {
            socket.getOutputStream()
                    .write(("POST /webhook/demo/short HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + Snapshots.KEY
                                    + "\r\nContent-Length: 2000\r\n\r\nfirst\nsecond\n")
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("the connection ended before the body did");
        }
        assertAccepted("short", "whole", "text/plain", 1, 0);
        assertThat(proxy.payloads("short", 1)).containsExactly("whole");
    }

    private static void assertAccepted(String dataset, String body, String type, int accepted, int malformed)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                proxy.post("/webhook/demo/" + dataset, body.getBytes(UTF_8), "Content-Type", type);
        assertThat(answer.body()).isEqualTo("{\"accepted\":" + accepted + ",\"malformed\":" + malformed + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"").contains("\"message\":\"");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(bytes);
        }
        return out.toByteArray();
    }
}
