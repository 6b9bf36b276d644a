package io.bytefreezer.runtime.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A control plane by hand: answers with what the test says, holds long polls until that changes. */
final class FakeControlPlane implements AutoCloseable {

    /** What it answers with; {@code etag} empty where none is sent. */
    record Script(int status, String etag, byte[] body) {}

    /** One request as it came: its key, what it knew, and its query. */
    record Asked(String authorization, String ifNoneMatch, String query) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private Script script = new Script(503, "", new byte[0]);
    private boolean closed;

    FakeControlPlane() throws IOException {
        this(0);
    }

    FakeControlPlane(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/api/v1/snapshot", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return asked;
    }

    void give(Snapshot snapshot) {
        give(200, "\"" + snapshot.revision() + "\"", Json.bytes(snapshot));
    }

    synchronized void give(int status, String etag, byte[] body) {
        script = new Script(status, etag, body);
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String known = header(exchange, "If-None-Match");
        asked.add(new Asked(
                header(exchange, "Authorization"),
                known,
                exchange.getRequestURI().getQuery()));
        try (exchange) {
            Script now = awaitChange(known);
            if (!now.etag().isEmpty() && now.etag().equals(known)) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            if (!now.etag().isEmpty()) {
                exchange.getResponseHeaders().set("ETag", now.etag());
            }
            exchange.sendResponseHeaders(now.status(), now.body().length == 0 ? -1 : now.body().length);
            exchange.getResponseBody().write(now.body());
        }
    }

    /** Holds a poll that knows everything for half a second at most: shorter than the 30 asked for, so that tests see 304s. */
    private synchronized Script awaitChange(String known) {
        long deadline = System.nanoTime() + 500_000_000L;
        try {
            while (!closed && !script.etag().isEmpty() && script.etag().equals(known)) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return script;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
