package io.bytefreezer.launcher.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends sample events to a proxy's sockets: syslog in both formats over UDP and TCP, and JSON over HTTP. A target that is
 * away is tried again with the next batch. Runs on the thread that calls {@link #send}; {@link #sent()} may be read by any.
 */
public final class TrafficGenerator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficGenerator.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int CONNECT_MILLIS = 2_000;

    private final Target target;
    private final SampleEvents events;
    private final RandomGenerator random;
    private final Clock clock;
    private final AtomicLong sent = new AtomicLong();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private @Nullable DatagramSocket udp;
    private @Nullable Socket tcp;

    /** A generator that draws from {@code random} and dates its events by {@code clock}. */
    public TrafficGenerator(Target target, RandomGenerator random, Clock clock) {
        this.target = target;
        this.events = new SampleEvents(random);
        this.random = random;
        this.clock = clock;
    }

    /** Events sent so far; for the webhook those it accepted. */
    public long sent() {
        return sent.get();
    }

    /**
     * Sends one batch.
     *
     * @param events about how many events; at least one goes to each part of the target
     */
    public void send(int events) {
        InetSocketAddress syslog = target.syslog();
        URI webhook = target.webhook();
        int each = Math.max(1, events / (webhook != null && syslog != null ? 2 : 1));
        if (syslog != null) {
            sendSyslog(syslog, each);
        }
        if (webhook != null) {
            sendJson(webhook, each);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        if (udp != null) {
            udp.close();
        }
        closeTcp();
    }

    private void sendSyslog(InetSocketAddress to, int count) {
        for (int i = 0; i < count; i++) {
            String message = random.nextBoolean() ? events.rfc3164(clock.instant()) : events.rfc5424(clock.instant());
            try {
                if (random.nextBoolean()) {
                    sendDatagram(to, message);
                } else {
                    sendFrame(to, message);
                }
                sent.incrementAndGet();
            } catch (IOException e) {
                closeTcp();
                LOG.debug("syslog at {} is away: {}", to, e.getMessage());
                return;
            }
        }
    }

    private void sendDatagram(InetSocketAddress to, String message) throws IOException {
        if (udp == null) {
            udp = new DatagramSocket();
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        udp.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** Newline framing, or octet counting (RFC 6587): a sender may use either. */
    private void sendFrame(InetSocketAddress to, String message) throws IOException {
        if (tcp == null) {
            Socket socket = new Socket();
            socket.connect(to, CONNECT_MILLIS);
            tcp = socket;
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        OutputStream out = tcp.getOutputStream();
        String frame = random.nextBoolean() ? message + "\n" : bytes.length + " " + message;
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void sendJson(URI webhook, int count) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            body.append(events.access(clock.instant())).append('\n');
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (target.key() != null) {
            request.header("Authorization", "Bearer " + target.key());
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                sent.addAndGet(count);
            } else {
                LOG.info("{} answers {}: {}", webhook, response.statusCode(), response.body());
            }
        } catch (IOException e) {
            LOG.debug("{} is away: {}", webhook, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeTcp() {
        if (tcp == null) {
            return;
        }
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.debug("closing the syslog connection: {}", e.getMessage());
        }
        tcp = null;
    }
}
