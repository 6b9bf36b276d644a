package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.runtime.kafka.TopicsUnavailableException;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells from an error what it means for an event. */
public final class KafkaErrors {

    private KafkaErrors() {}

    /** What an error means for the event of this index. */
    public static Failure failure(int index, Throwable error) {
        return new Failure(index, reason(unwrapped(error)), message(error));
    }

    /** None of the events was sent. */
    static Delivery delivery(int events, Throwable error) {
        return Delivery.failed(events, reason(unwrapped(error)), message(error));
    }

    /** The error as part of a sentence. */
    static String message(Throwable error) {
        Throwable cause = unwrapped(error);
        if (cause instanceof java.util.concurrent.TimeoutException) {
            return "its topics were not ready in time";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static Throwable unwrapped(Throwable error) {
        boolean isWrapped = error instanceof CompletionException || error instanceof ExecutionException;
        return isWrapped && error.getCause() != null ? error.getCause() : error;
    }

    private static Reason reason(Throwable error) {
        return switch (error) {
            case RecordTooLargeException e -> Reason.TOO_LARGE;
            case TimeoutException e -> Reason.BUSY;
            case RetriableException e -> Reason.UNAVAILABLE;
            case InterruptException e -> Reason.UNAVAILABLE;
            case TopicsUnavailableException e -> e.isRetriable() ? Reason.UNAVAILABLE : Reason.REFUSED;
            case SchemaRegistryException e -> e.isRetriable() ? Reason.UNAVAILABLE : Reason.REFUSED;
            case java.util.concurrent.TimeoutException e -> Reason.UNAVAILABLE;
            // The producer was closed.
            case IllegalStateException e -> Reason.UNAVAILABLE;
            default -> Reason.REFUSED;
        };
    }
}
