package io.bytefreezer.proxy.sink;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of events given to a sink: those without a failure are durable.
 *
 * @param events how many there were
 * @param failures those that are not durable, in the order of the events; one that timed out may still become so
 */
public record Delivery(int events, List<Failure> failures) {

    /** Copies the list. */
    public Delivery {
        failures = List.copyOf(failures);
    }

    /**
     * One event that is not durable.
     *
     * @param index its place among the events, from 0
     * @param reason why
     * @param message the same as a sentence
     */
    public record Failure(int index, Reason reason, String message) {}

    /** Why an event is not durable. */
    public enum Reason {
        /** Kafka does not take a record of this size: the same event will fail again. */
        TOO_LARGE,
        /** Kafka does not take more at the moment, or not fast enough. */
        BUSY,
        /** Kafka, the topic or the schema registry is away. */
        UNAVAILABLE,
        /** Kafka or the schema registry refuses, e.g. for lack of rights: an operator has to act. */
        REFUSED,
        /** It was not on disk when the proxy stopped. */
        NOT_SPOOLED;

        /** Whether trying the same again may help without anybody acting. */
        public boolean isRetriable() {
            return this == BUSY || this == UNAVAILABLE;
        }

        /** As the label of a metric. */
        public String label() {
            return switch (this) {
                case TOO_LARGE -> "too_large";
                case BUSY -> "kafka_busy";
                case UNAVAILABLE -> "kafka_unavailable";
                case REFUSED -> "kafka_refused";
                case NOT_SPOOLED -> "spool_failed";
            };
        }
    }

    /** All of them failed for the same reason. */
    public static Delivery failed(int events, Reason reason, String message) {
        return new Delivery(
                events,
                IntStream.range(0, events)
                        .mapToObj(index -> new Failure(index, reason, message))
                        .toList());
    }

    /** How many are durable. */
    public int acknowledged() {
        return events - failures.size();
    }

    /** Whether all are durable. */
    public boolean isComplete() {
        return failures.isEmpty();
    }
}
