package io.bytefreezer.benchmarks.visibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.load.AccessLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Sends numbered events at an even rate and notes when the proxy acknowledged them. A batch that is late because an earlier one took long is sent at once. What the
 * proxy asks to send again is sent again. Closed once.
 */
final class Sender implements AutoCloseable {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Load load;
    private final URI webhook;
    private final String key;
    private final Ledger ledger;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> senders = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * What is sent.
     *
     * @param rate events a second
     * @param batch events of a request
     * @param connections requests on their way at a time
     * @param seed makes the events
     */
    record Load(int rate, int batch, int connections, long seed) {

        Load {
            if (rate < 1 || batch < 1 || connections < 1) {
                throw new IllegalArgumentException("rate, batch and connections must be at least 1");
            }
        }

        /** When a batch is due, in nanoseconds after the first. */
        long due(int number) {
            return (long) (number * 1e9 * batch / rate);
        }
    }

    Sender(Load load, URI webhook, String key, Ledger ledger) {
        this.load = load;
        this.webhook = webhook;
        this.key = key;
        this.ledger = ledger;
    }

    /** Begins. */
    void start() {
        long begin = System.nanoTime();
        for (int i = 0; i < load.connections(); i++) {
            int connection = i;
            senders.add(threads.submit(() -> {
                run(begin, RandomGeneratorFactory.getDefault().create(load.seed() + connection));
                return connection;
            }));
        }
    }

    /** Fails if sending has failed. */
    void check() throws InterruptedException {
        for (Future<?> sender : senders) {
            if (sender.isDone()) {
                result(sender);
            }
        }
    }

    /** Ends when all that is on its way is acknowledged. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Future<?> sender : senders) {
            result(sender);
        }
    }

    /** How often a batch was sent again. */
    int repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        http.shutdownNow();
    }

    private static void result(Future<?> sender) throws InterruptedException {
        try {
            sender.get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("a batch was not acknowledged: " + e.getCause(), e);
        }
    }

    private void run(long begin, RandomGenerator random) throws IOException, InterruptedException {
        AccessLog log = new AccessLog(random);
        while (!stopped) {
            int number = next.getAndIncrement();
            byte[] body = body(log, number);
            LockSupport.parkNanos(begin + load.due(number) - System.nanoTime());
            send(body);
            ledger.acknowledge(number, System.nanoTime());
        }
    }

    private byte[] body(AccessLog log, int number) {
        StringBuilder body = new StringBuilder();
        Instant now = Instant.now();
        for (long n = (long) number * load.batch(); n < (number + 1L) * load.batch(); n++) {
            body.append("{\"n\":")
                    .append(n)
                    .append(',')
                    .append(log.line(now).substring(1))
                    .append('\n');
        }
        return body.toString().getBytes(UTF_8);
    }

    private void send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY_REQUESTS) {
            repeated.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = http.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() != OK) {
            throw new BenchmarkException(webhook + " answers " + answer.statusCode() + ": " + answer.body(), null);
        }
    }
}
