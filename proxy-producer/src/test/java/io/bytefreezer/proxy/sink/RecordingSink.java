package io.bytefreezer.proxy.sink;

import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A sink that remembers what it was given, and answers as it was told: complete unless there is something else to answer. */
public final class RecordingSink implements EventSink {

    private final List<RawEvent> events = new ArrayList<>();
    private final Queue<CompletableFuture<Delivery>> answers = new ArrayDeque<>();

    /** What to answer next. */
    public synchronized void answer(CompletableFuture<Delivery> next) {
        answers.add(next);
    }

    /** Everything given so far. */
    public synchronized List<RawEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> given) {
        events.addAll(given);
        CompletableFuture<Delivery> answer = answers.poll();
        return answer != null ? answer : CompletableFuture.completedFuture(new Delivery(given.size(), List.of()));
    }
}
