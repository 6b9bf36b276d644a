package io.bytefreezer.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.EmbeddedKafka;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes and comes back while events arrive. */
class KafkaOutageIT {

    private static final int EVENTS = 20_000;
    private static final int STEP = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    @Test
    void allThatIsReadArrivesOnce(@TempDir Path directory) throws IOException {
        int brokerPort = ProxyFixture.freePort();
        int port = ProxyFixture.freePort();
        InputSpec syslog = new InputSpec("edge", "syslog", Map.of("host", "127.0.0.1", "port", port));
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, brokerPort);
        try (ProxyFixture proxy =
                ProxyFixture.start(kafka.bootstrapServers(), "", Snapshots.of(Snapshots.dataset("outage", syslog)))) {
            ProxyFixture.await("the input is open", () -> proxy.metric("inputs_open") == 1);
            CompletableFuture<Void> udp = CompletableFuture.runAsync(() -> sendDatagrams(port));
            CompletableFuture<Void> tcp = CompletableFuture.runAsync(() -> sendLines(port));
            ProxyFixture.await("some arrive", () -> proxy.metric("events_total", "acknowledged") > EVENTS / 10);
            kafka.close();
            ProxyFixture.await("all is kept", () -> udp.isDone() && tcp.isDone() && received(proxy) == kept(proxy));
            assertThat(proxy.metric("spool_events")).isPositive();
            kafka = EmbeddedKafka.start(directory, brokerPort);
            ProxyFixture.await("all is sent", () -> proxy.metric("spool_events") == 0);
            List<String> arrived =
                    RawTopic.payloads(kafka.bootstrapServers(), Topics.DEFAULT.raw(DatasetRef.of("demo", "outage")));
            assertThat(arrived).doesNotHaveDuplicates().hasSize((int) received(proxy));
            assertThat(arrived).containsAll(numbered("tcp"));
            assertThat(received(proxy) + proxy.metric("events_total", "kernel_buffer"))
                    .isEqualTo(2.0 * EVENTS);
            assertThat(proxy.metric("events_total", "dropped", "spool")).isZero();
        } finally {
            kafka.close();
        }
    }

    private static double received(ProxyFixture proxy) {
        return proxy.metric("events_total", "received");
    }

    private static double kept(ProxyFixture proxy) {
        return proxy.metric("events_total", "spooled");
    }

    private static List<String> numbered(String protocol) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> "<13>" + protocol + " " + i)
                .toList();
    }

    private static void sendDatagrams(int port) {
        try (DatagramSocket socket = new DatagramSocket()) {
            int sent = 0;
            for (String line : numbered("udp")) {
                byte[] bytes = line.getBytes(UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", port)));
                pauseAfter(++sent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendLines(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            int sent = 0;
            for (String line : numbered("tcp")) {
                socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
                pauseAfter(++sent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pauseAfter(int sent) {
        if (sent % STEP == 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
