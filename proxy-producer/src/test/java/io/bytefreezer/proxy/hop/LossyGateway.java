package io.bytefreezer.proxy.hop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a proxy and receivers: takes them in turn, and loses some requests and some answers. */
final class LossyGateway implements AutoCloseable {

    private static final int LOST_REQUESTS_PERCENT = 10;
    private static final int LOST_ANSWERS_PERCENT = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> receivers;
    private final Random random;
    private final HttpServer server;
    private final AtomicInteger turn = new AtomicInteger();
    final AtomicInteger lostAnswers = new AtomicInteger();

    LossyGateway(long seed, List<URI> receivers) {
        this.receivers = receivers;
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (chance() < LOST_REQUESTS_PERCENT) {
            exchange.close();
            return;
        }
        URI receiver = receivers.get(turn.getAndIncrement() % receivers.size());
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.resolve(exchange.getRequestURI()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of(
                "Authorization", "Content-Type", "Content-Encoding", SequenceKey.HEADER, SequenceKey.GAP_HEADER)) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (chance() < LOST_ANSWERS_PERCENT) {
                lostAnswers.incrementAndGet();
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private synchronized int chance() {
        return random.nextInt(100);
    }
}
