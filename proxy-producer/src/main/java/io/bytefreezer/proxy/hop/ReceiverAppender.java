package io.bytefreezer.proxy.hop;

import io.bytefreezer.proxy.append.Appended;
import io.bytefreezer.proxy.append.Appender;
import io.bytefreezer.proxy.append.NumberedEvents;
import io.bytefreezer.proxy.hop.ReceiverClient.Answer;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Appends by way of a receiver, which knows what it has of the source. */
final class ReceiverAppender implements Appender {

    private final ReceiverClient client;
    private final UUID source;

    /** For one source, with a client that stays the caller's. */
    ReceiverAppender(ReceiverClient client, UUID source) {
        this.client = client;
        this.source = source;
    }

    @Override
    public Appended append(DatasetRef dataset, NumberedEvents events) {
        Map<String, String> headers = new HashMap<>();
        headers.put(SequenceKey.HEADER, new SequenceKey(source, events.first()).toString());
        if (events.afterGap()) {
            headers.put(SequenceKey.GAP_HEADER, SequenceKey.GAP_ACCEPTED);
        }
        try {
            Answer answer = client.post(dataset, events.events(), headers);
            return answer.isTooLarge() ? appendLess(dataset, events, answer) : appended(answer);
        } catch (IOException e) {
            return new Appended.Failed(client.failure(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Appended.Failed(new Failure(0, Reason.UNAVAILABLE, "interrupted"));
        }
    }

    @Override
    public void close() {
        // The client is everybody's.
    }

    /** The request as a whole is larger than this receiver takes. */
    private Appended appendLess(DatasetRef dataset, NumberedEvents events, Answer answer) {
        int half = events.events().size() / 2;
        if (half == 0) {
            return new Appended.Failed(
                    new Failure(0, Reason.TOO_LARGE, answer.failure().message()));
        }
        return append(
                dataset, new NumberedEvents(events.first(), events.events().subList(0, half), events.afterGap()));
    }

    private static Appended appended(Answer answer) {
        if (answer.isGood() && answer.body().path("next").isIntegralNumber()) {
            return new Appended.UpTo(answer.body().path("next").asLong());
        }
        if (answer.body().path("expected").isIntegralNumber()) {
            return new Appended.Gap(answer.body().path("expected").asLong());
        }
        return new Appended.Failed(answer.failure());
    }
}
