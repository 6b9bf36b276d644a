package io.bytefreezer.system.load;

import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts batches of events to a proxy and notes in the ledger what it answered. No batch is sent twice, so every event may be
 * found once at most. Safe for use by many threads.
 */
final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String key;
    private final Ledger ledger;
    private final LongAdder unanswered = new LongAdder();
    private final Set<Integer> refusals = new ConcurrentSkipListSet<>();

    Webhook(String key, Ledger ledger) {
        this.key = key;
        this.ledger = ledger;
    }

    /**
     * Sends a batch.
     *
     * @param port the proxy's
     * @param events makes an event of its number
     * @return whether it was acknowledged
     */
    boolean post(int port, Dataset dataset, int count, IntFunction<byte[]> events) {
        List<Integer> ids = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int id = ledger.nextId();
            byte[] event = events.apply(id);
            ledger.sending(id, Entry.Way.WEBHOOK, event);
            ids.add(id);
            body.writeBytes(event);
            body.write('\n');
        }
        boolean acknowledged = send(port, dataset, body.toByteArray());
        if (acknowledged) {
            ids.forEach(ledger::acknowledged);
        } else {
            unanswered.add(count);
        }
        return acknowledged;
    }

    /** How many events were sent that no answer came for, or another than that they are durable. */
    long unanswered() {
        return unanswered.sum();
    }

    /** The HTTP statuses other than 200 that were heard. */
    Set<Integer> refusals() {
        return refusals;
    }

    private boolean send(int port, Dataset dataset, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/webhook/" + dataset.ref()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != OK) {
                refusals.add(status);
            }
            return status == OK;
        } catch (IOException e) {
            LOG.debug("no answer from port {}", port, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
