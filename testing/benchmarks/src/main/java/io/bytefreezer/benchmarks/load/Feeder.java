package io.bytefreezer.benchmarks.load;

import io.bytefreezer.benchmarks.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends batches to a webhook over several connections, each of which sends its next batch when the last one was acknowledged.
 * What the proxy asks to send again later (429) is sent again; anything else but an acknowledgement ends the measurement.
 * Belongs to one thread.
 */
public final class Feeder implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String key;
    private final int connections;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * Sends with this key.
     *
     * @param connections how many batches are on their way at a time
     */
    public Feeder(String key, int connections) {
        this.key = key;
        this.connections = connections;
    }

    /**
     * Sends batches and returns when all are acknowledged.
     *
     * @param from number of the first
     * @param to number after the last
     * @return how often the proxy asked to send a batch again
     * @throws BenchmarkException when a batch got another answer, or none
     */
    public long feed(URI webhook, EventFile events, int from, int to) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        AtomicLong repeated = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                        repeated.addAndGet(send(webhook, events.batch(number)));
                    }
                    return to;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkException("a batch was not acknowledged: " + e.getCause(), e);
        }
        return repeated.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private int send(URI webhook, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int repeated = 0;
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY_REQUESTS) {
            repeated++;
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = http.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() != OK) {
            throw new BenchmarkException(webhook + " answers " + answer.statusCode() + ": " + answer.body(), null);
        }
        return repeated;
    }
}
