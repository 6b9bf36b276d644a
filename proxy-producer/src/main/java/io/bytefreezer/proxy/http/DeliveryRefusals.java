package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.helidon.http.Status;
import java.util.Comparator;

/** What a sender is told when Kafka did not take all of its events. */
final class DeliveryRefusals {

    private DeliveryRefusals() {}

    static Refusal of(Delivery delivery) {
        // Too large is the first of the reasons and told last: the sender learns it when the others are over.
        Failure failure = delivery.failures().stream()
                .max(Comparator.comparing(Failure::reason))
                .orElseThrow(() -> new IllegalArgumentException("nothing failed"));
        String message = failure.message() + acknowledged(delivery);
        Reason reason = failure.reason();
        return switch (reason) {
            case TOO_LARGE ->
                Refusal.of(
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        "event_too_large",
                        "event " + (failure.index() + 1) + ": " + message);
            case BUSY -> Refusal.later(Status.TOO_MANY_REQUESTS_429, reason.label(), message);
            case UNAVAILABLE -> Refusal.later(Status.SERVICE_UNAVAILABLE_503, reason.label(), message);
            case REFUSED, NOT_SPOOLED -> Refusal.of(Status.SERVICE_UNAVAILABLE_503, reason.label(), message);
        };
    }

    private static String acknowledged(Delivery delivery) {
        return delivery.acknowledged() == 0
                ? " (no event of the request was acknowledged)"
                : " (" + delivery.acknowledged() + " of " + delivery.events()
                        + " events of the request are durable already: sending all again doubles these)";
    }
}
