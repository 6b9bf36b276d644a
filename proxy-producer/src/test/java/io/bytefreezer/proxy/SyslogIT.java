package io.bytefreezer.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyslogIT {

    private static final String HOST = "127.0.0.1";

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
    void eachDatagramIsAnEventByteForByte() throws IOException {
        int port = ProxyFixture.freePort();
        byte[] random = new byte[1_400];
        new Random(1).nextBytes(random);
        byte[] large = "x".repeat(3_000).getBytes(UTF_8);
        try (ProxyFixture proxy = ProxyFixture.start(
                        kafka.bootstrapServers(),
                        "",
                        Snapshots.of(Snapshots.dataset("udp", syslog(port, "protocol", "udp", "message_max", 2_000))));
                DatagramSocket socket = new DatagramSocket()) {
            awaitOpen(proxy, "udp", 1);
            String rfc3164 = "<34>Oct 11 22:14:15 mymachine su: 'su root' failed\n";
            send(socket, port, rfc3164.getBytes(UTF_8));
            send(socket, port, random);
            send(socket, port, new byte[0]);
            send(socket, port, large);
            var events = proxy.events("udp", 3);
            assertThat(events).hasSize(3);
            assertThat(events.get(0).payload()).isEqualTo(rfc3164.getBytes(UTF_8));
            assertThat(events.get(0).format()).isEqualTo("syslog");
            assertThat(events.get(0).input()).isEqualTo("edge");
            assertThat(events.get(0).sourceAddress()).isEqualTo("127.0.0.1:" + socket.getLocalPort());
            assertThat(events.get(1).payload()).isEqualTo(random);
            assertThat(events.get(2).payload()).isEqualTo(Arrays.copyOf(large, 2_000));
            assertThat(events.get(2).attributes()).isEqualTo(Map.of("truncated", "3000"));
            assertThat(proxy.metric("events_total", "\"udp\"", "truncated")).isEqualTo(1);
        }
    }

    @Test
    void bothFramingsOfTcpMayBeMixed() throws IOException {
        int port = ProxyFixture.freePort();
        try (ProxyFixture proxy = ProxyFixture.start(
                kafka.bootstrapServers(),
                "",
                Snapshots.of(Snapshots.dataset("tcp", syslog(port, "protocol", "tcp", "message_max", 2_000))))) {
            awaitOpen(proxy, "tcp", 1);
            try (Socket socket = new Socket(HOST, port)) {
                write(socket, "<13>line\n9 <13>two\n");
                write(socket, "x<13>nul\0");
                write(socket, "<13>" + "y".repeat(5_000_000) + "\n<13>partial");
            }
            assertThat(proxy.payloads("tcp", 5))
                    .containsExactly("<13>line", "<13>two\nx", "<13>nul", "<13>" + "y".repeat(1_996), "<13>partial");
            RawEvent cut = proxy.events("tcp", 5).get(3);
            assertThat(cut.attributes()).isEqualTo(Map.of("truncated", "5000004"));
            assertThat(cut.sourceAddress()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void linesThatBelongTogetherAreOneRawRecord() throws IOException {
        int port = ProxyFixture.freePort();
        InputSpec input = syslog(port, "multiline", Map.of("start", "^<\\d{1,3}>", "wait", "1m"));
        try (ProxyFixture proxy = ProxyFixture.start(
                        kafka.bootstrapServers(), "", Snapshots.of(Snapshots.dataset("traces", input)));
                DatagramSocket udp = new DatagramSocket();
                Socket open = connected(port)) {
            awaitOpen(proxy, "traces", 1);
            try (Socket socket = new Socket(HOST, port)) {
                write(socket, "<13>boom\n\tat A.run(A.");
                write(socket, "java:7)\r\nCaused by: gone\n");
                write(socket, "22 <13>counted\n\tby octets");
                write(socket, "\tat B\n<13>last of a closed connection\n");
            }
            assertThat(proxy.payloads("traces", 3))
                    .containsExactly(
                            "<13>boom\n\tat A.run(A.java:7)\nCaused by: gone",
                            "<13>counted\n\tby octets\n\tat B",
                            "<13>last of a closed connection");
            ProxyFixture.await("nothing waits", () -> proxy.metric("held_bytes") == 0);
            send(udp, port, "<13>datagram".getBytes(UTF_8));
            send(udp, port, "\tand another".getBytes(UTF_8));
            send(udp, port, "<13>last datagram".getBytes(UTF_8));
            write(open, "<13>open connection\n\tgoes on\n");
            assertThat(proxy.payloads("traces", 4)).contains("<13>datagram\n\tand another");
            ProxyFixture.await("the last ones wait", () -> proxy.metric("held_bytes") == 3 * 256 + 17 + 19 + 8);
            proxy.snapshots.set(Snapshots.of(Snapshots.dataset("traces")));
            assertThat(proxy.payloads("traces", 6)).contains("<13>last datagram", "<13>open connection\n\tgoes on");
        }
    }

    @Test
    void linesGoOnWhenTheirSenderFallsSilentOrALimitIsReached() throws IOException {
        int port = ProxyFixture.freePort();
        InputSpec input = syslog(
                port, "protocol", "tcp", "multiline", Map.of("continue", "^\\s", "lines_max", 3, "wait", "50ms"));
        try (ProxyFixture proxy = ProxyFixture.start(
                        kafka.bootstrapServers(), "", Snapshots.of(Snapshots.dataset("silent", input)));
                Socket socket = connected(port)) {
            write(socket, "<13>one\n 1\n");
            assertThat(proxy.payloads("silent", 1)).containsExactly("<13>one\n 1");
            write(socket, "<13>two\n 1\n 2\n 3\n");
            assertThat(proxy.payloads("silent", 3)).endsWith("<13>two\n 1\n 2", " 3");
            assertThat(proxy.events("silent", 3))
                    .extracting(RawEvent::attributes)
                    .containsExactly(Map.of(), Map.of("cut", "lines_max"), Map.of());
            assertThat(proxy.metric("events_total", "\"silent\"", "\"cut\"", "lines_max"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChangeOfOneInputDoesNotTouchTheConnectionsOfAnother() throws IOException {
        int steady = ProxyFixture.freePort();
        int added = ProxyFixture.freePort();
        String yaml = """
                inputs:
                  - {type: syslog, name: steady, tenant: demo, dataset: live, host: 127.0.0.1, port: %d}
                """.formatted(steady);
        try (ProxyFixture proxy =
                ProxyFixture.start(kafka.bootstrapServers(), yaml, Snapshots.of(Snapshots.dataset("live")))) {
            awaitOpen(proxy, "live", 1);
            try (Socket kept = new Socket(HOST, steady)) {
                write(kept, "<13>before\n<13>ha");
                proxy.snapshots.set(Snapshots.of(Snapshots.dataset("live", syslog(added))));
                ProxyFixture.await("the new input is open", () -> accepts(added));
                proxy.snapshots.set(Snapshots.of(Snapshots.dataset("live", syslog(added, "connections_max", 1))));
                ProxyFixture.await("the changed input is open", () -> accepts(added));
                proxy.snapshots.set(Snapshots.of(Snapshots.dataset("live")));
                ProxyFixture.await("it is closed", () -> !accepts(added));
                write(kept, "lf\n<13>after\n");
                assertThat(proxy.payloads("live", 3)).containsExactly("<13>before", "<13>half", "<13>after");
            }
            proxy.snapshots.set(Snapshots.of(Snapshots.paused("live")));
            ProxyFixture.await("a paused dataset's input is closed", () -> !accepts(steady));
            awaitHealth(proxy, "\"UP\"");
        }
    }

    @Test
    void aPortInUseIsToldAndTakenAsSoonAsItIsFree() throws IOException {
        ServerSocket occupied = new ServerSocket();
        occupied.bind(new InetSocketAddress(HOST, 0));
        int port = occupied.getLocalPort();
        int other = ProxyFixture.freePort();
        try (ProxyFixture proxy = ProxyFixture.start(
                kafka.bootstrapServers(),
                "",
                Snapshots.of(Snapshots.dataset("blocked", syslog(port)), Snapshots.dataset("free", syslog(other))))) {
            ProxyFixture.await("the other input is open", () -> accepts(other));
            awaitHealth(proxy, "DEGRADED", "input 'edge' of demo/blocked", "in use");
            occupied.close();
            ProxyFixture.await("the port is taken", () -> accepts(port));
            awaitHealth(proxy, "\"UP\"");
        }
    }

    @Test
    void badOptionsAreToldAndOtherInputsRun() throws IOException {
        int port = ProxyFixture.freePort();
        try (ProxyFixture proxy = ProxyFixture.start(
                kafka.bootstrapServers(),
                "",
                Snapshots.of(
                        Snapshots.dataset("wrong", new InputSpec("bad", "syslog", Map.of("prot", "udp"))),
                        Snapshots.dataset("right", syslog(port))))) {
            ProxyFixture.await("the good input is open", () -> accepts(port));
            awaitHealth(proxy, "DEGRADED", "input 'bad' of demo/wrong", "prot");
        }
    }

    @Test
    void connectionsAreBoundedInNumberAndSilence() throws IOException {
        int port = ProxyFixture.freePort();
        try (ProxyFixture proxy = ProxyFixture.start(
                kafka.bootstrapServers(),
                "",
                Snapshots.of(Snapshots.dataset(
                        "bounded", syslog(port, "protocol", "tcp", "connections_max", 1, "idle_timeout", "5s"))))) {
            // No probe before: one that is accepted late would take the only place.
            try (Socket first = connected(port)) {
                write(first, "<13>unfinished");
                ProxyFixture.await("it is counted", () -> proxy.metric("connections_open") == 1);
                try (Socket second = new Socket(HOST, port)) {
                    second.setSoTimeout(10_000);
                    assertThat(second.getInputStream().read()).isEqualTo(-1);
                }
                first.setSoTimeout(30_000);
                assertThat(first.getInputStream().read())
                        .as("closed for silence")
                        .isEqualTo(-1);
            }
            assertThat(proxy.payloads("bounded", 1)).containsExactly("<13>unfinished");
            assertThat(proxy.metric("connections_total", "connections_max")).isEqualTo(1);
        }
    }

    @Test
    void whatWasReadBeforeTheProxyStopsIsSent() throws IOException {
        int port = ProxyFixture.freePort();
        ProxyFixture proxy = ProxyFixture.start(
                kafka.bootstrapServers(), "", Snapshots.of(Snapshots.dataset("stopping", syslog(port))));
        try (Socket tcp = new Socket()) {
            ProxyFixture.await("it listens", () -> accepts(port));
            tcp.connect(new InetSocketAddress(HOST, port));
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                lines.append("<13>line ").append(i).append('\n');
            }
            write(tcp, lines.toString());
            ProxyFixture.await("it has begun to read", () -> proxy.metric("received_bytes_total", "stopping") > 0);
            proxy.close();
        }
        try (ProxyFixture again =
                ProxyFixture.start(kafka.bootstrapServers(), "", Snapshots.of(Snapshots.dataset("stopping")))) {
            assertThat(again.records("stopping", 5_000)).hasSize(5_000);
        }
    }

    private static InputSpec syslog(int port, Object... more) {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("host", HOST, "port", port));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return new InputSpec("edge", "syslog", options);
    }

    private static void awaitOpen(ProxyFixture proxy, String dataset, int inputs) {
        ProxyFixture.await(dataset + " is open", () -> proxy.metric("inputs_open") == inputs);
    }

    /** A connection, as soon as the port accepts one. */
    private static Socket connected(int port) {
        AtomicReference<Socket> connection = new AtomicReference<>();
        ProxyFixture.await("it listens", () -> {
            try {
                connection.set(new Socket(HOST, port));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return connection.get();
    }

    private static boolean accepts(int port) {
        try (Socket probe = new Socket(HOST, port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitHealth(ProxyFixture proxy, String... parts) {
        ProxyFixture.await("health says " + List.of(parts), () -> {
            try {
                String health = proxy.health();
                return Stream.of(parts).allMatch(health::contains);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(HOST, port)));
    }
}
