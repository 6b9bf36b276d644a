package io.bytefreezer.proxy.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BufferedSinkTest {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "syslog");

    private final RecordingSink target = new RecordingSink();

    @Test
    void offersOnlyWhatFailedAgain() throws ExecutionException, InterruptedException, TimeoutException {
        target.answer(completedFuture(new Delivery(2, List.of(new Failure(1, Reason.BUSY, "full")))));
        BufferedSink sink = new BufferedSink(target);
        Delivery delivery = get(sink.accept(DATASET, List.of(event("a"), event("b"))));
        assertThat(delivery).isEqualTo(new Delivery(2, List.of()));
        sink.stop(Duration.ofSeconds(5));
        assertThat(payloads()).containsExactly("a", "b", "b");
    }

    @Test
    void cutsWhatIsTooLargeUntilItFits() throws ExecutionException, InterruptedException, TimeoutException {
        target.answer(completedFuture(new Delivery(2, List.of(new Failure(0, Reason.TOO_LARGE, "too large")))));
        target.answer(completedFuture(new Delivery(1, List.of(new Failure(0, Reason.TOO_LARGE, "too large")))));
        BufferedSink sink = new BufferedSink(target);
        Delivery delivery = get(sink.accept(DATASET, List.of(event("x".repeat(8000)), event("neighbour"))));
        assertThat(delivery.isComplete()).isTrue();
        sink.stop(Duration.ofSeconds(5));
        RawEvent kept = target.events().getLast();
        assertThat(kept.payload()).hasSize(2000);
        assertThat(kept.attributes()).isEqualTo(Map.of("truncated", "8000"));
    }

    @Test
    void givesUpWhatIsRefusedForGood() throws ExecutionException, InterruptedException, TimeoutException {
        Failure refusal = new Failure(1, Reason.REFUSED, "no right to write");
        target.answer(completedFuture(new Delivery(2, List.of(new Failure(0, Reason.BUSY, "full"), refusal))));
        BufferedSink sink = new BufferedSink(target);
        assertThat(get(sink.accept(DATASET, List.of(event("a"), event("b")))))
                .isEqualTo(new Delivery(2, List.of(refusal)));
        sink.stop(Duration.ofSeconds(5));
        assertThat(payloads()).containsExactly("a", "b", "a");
    }

    @Test
    void closingEndsWhatNobodyTakes() throws ExecutionException, InterruptedException, TimeoutException {
        target.answer(new CompletableFuture<>());
        BufferedSink sink = new BufferedSink(target);
        CompletableFuture<Delivery> stuck = sink.accept(DATASET, List.of(event("a")));
        sink.stop(Duration.ofMillis(10));
        assertThat(get(stuck).failures()).singleElement().matches(failure -> failure.reason() == Reason.UNAVAILABLE);
        assertThat(get(sink.accept(DATASET, List.of(event("late")))).acknowledged())
                .isZero();
    }

    private List<String> payloads() {
        return target.events().stream()
                .map(event -> new String(event.payload(), UTF_8))
                .toList();
    }

    private static Delivery get(CompletableFuture<Delivery> delivery)
            throws ExecutionException, InterruptedException, TimeoutException {
        return delivery.get(10, TimeUnit.SECONDS);
    }

    private static RawEvent event(String payload) {
        return new RawEvent(new UUID(0, 0), Instant.EPOCH, "test", null, null, Map.of(), payload.getBytes(UTF_8));
    }
}
