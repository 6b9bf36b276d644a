package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for Kafka's answers about the records of one call. Safe for use by many threads. */
final class Acknowledgements {

    private final int count;
    private final List<Failure> failures = new ArrayList<>();
    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private int answered;

    Acknowledgements(int count) {
        this.count = count;
        if (count == 0) {
            delivery.complete(new Delivery(0, List.of()));
        }
    }

    /** Takes the answer for the record of this index; no error means that it is durable. */
    void add(int index, @Nullable Exception error) {
        add(error == null ? null : KafkaErrors.failure(index, error));
    }

    /** The record of this index was not sent, for the reason that an earlier one failed. */
    void skip(int index) {
        add(new Failure(index, Reason.BUSY, "not sent, as Kafka did not take the events before"));
    }

    /** Whether one had to wait too long for room: the next would wait as long, in vain. */
    synchronized boolean isBlocked() {
        return failures.stream().anyMatch(failure -> failure.reason() == Reason.BUSY);
    }

    /** Completes when all are answered. */
    CompletableFuture<Delivery> delivery() {
        return delivery;
    }

    private void add(@Nullable Failure failure) {
        if (isLast(failure)) {
            delivery.complete(new Delivery(count, sortedFailures()));
        }
    }

    private synchronized boolean isLast(@Nullable Failure failure) {
        if (failure != null) {
            failures.add(failure);
        }
        return ++answered == count;
    }

    private synchronized List<Failure> sortedFailures() {
        return failures.stream().sorted(Comparator.comparingInt(Failure::index)).toList();
    }
}
