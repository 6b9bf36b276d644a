package io.bytefreezer.proxy.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Topics that remember each source's numbers with the events, as Kafka does, and fail as they are told. Safe for use by
 * many threads.
 */
public final class MemoryTopics {

    private final Map<DatasetRef, List<RawEvent>> events = new HashMap<>();
    private final Map<String, Long> next = new HashMap<>();
    private final Map<DatasetRef, Queue<Fault>> faults = new HashMap<>();
    private int bytesMax = Integer.MAX_VALUE;

    /** What goes wrong in one attempt. */
    public enum Fault {
        /** Nothing is appended. */
        AWAY,
        /** Nothing is appended, and an operator has to act. */
        REFUSED,
        /** The events are appended, but nobody hears of it. */
        ANSWER_LOST,
        /** The events are appended, and the thread that waits for the answer waits for ever. */
        HANGS_AFTER,
        /** Nothing is appended, and the thread that waits for the answer waits for ever. */
        HANGS_BEFORE
    }

    /** The next attempts of a dataset fail so, one after the other. */
    public synchronized void fail(DatasetRef dataset, Fault... next) {
        faults.computeIfAbsent(dataset, same -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** Events of more payload bytes are refused. */
    public synchronized void limit(int payloadBytesMax) {
        bytesMax = payloadBytesMax;
    }

    /** Forgets what it has of sources, as brokers do with a topic that is deleted. */
    public synchronized void forgetSources() {
        next.clear();
    }

    public synchronized List<RawEvent> events(DatasetRef dataset) {
        return List.copyOf(events.getOrDefault(dataset, List.of()));
    }

    public List<String> payloads(DatasetRef dataset) {
        return events(dataset).stream()
                .map(event -> new String(event.payload(), UTF_8))
                .toList();
    }

    public Appender appender(UUID source) {
        return new Appender() {
            @Override
            public Appended append(DatasetRef dataset, NumberedEvents batch) {
                return appendTo(source, dataset, batch);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private Appended appendTo(UUID source, DatasetRef dataset, NumberedEvents batch) {
        Fault fault = nextFault(dataset, batch);
        if (fault == Fault.HANGS_BEFORE) {
            return hang();
        }
        if (fault == Fault.AWAY || fault == Fault.REFUSED) {
            return failed(0, fault == Fault.AWAY ? Reason.UNAVAILABLE : Reason.REFUSED);
        }
        Appended answer = take(source, dataset, batch);
        if (fault == Fault.HANGS_AFTER) {
            return hang();
        }
        return fault == Fault.ANSWER_LOST ? failed(0, Reason.UNAVAILABLE) : answer;
    }

    private synchronized Fault nextFault(DatasetRef dataset, NumberedEvents batch) {
        Queue<Fault> queue = faults.get(dataset);
        return queue == null || batch.events().isEmpty() ? null : queue.poll();
    }

    private synchronized Appended take(UUID source, DatasetRef dataset, NumberedEvents batch) {
        for (int i = 0; i < batch.events().size(); i++) {
            if (batch.events().get(i).payload().length > bytesMax) {
                return failed(i, Reason.TOO_LARGE);
            }
        }
        String key = source + " " + dataset;
        Long there = next.get(key);
        Overlap overlap = Overlap.of(there == null ? OptionalLong.empty() : OptionalLong.of(there), batch);
        return switch (overlap) {
            case Overlap.Known known -> new Appended.UpTo(known.next());
            case Overlap.Missing missing -> new Appended.Gap(missing.expected());
            case Overlap.New fresh -> {
                events.computeIfAbsent(dataset, same -> new ArrayList<>())
                        .addAll(batch.events()
                                .subList(fresh.skip(), batch.events().size()));
                next.put(key, batch.next());
                yield new Appended.UpTo(batch.next());
            }
        };
    }

    private static Appended hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failed(0, Reason.UNAVAILABLE);
    }

    private static Appended failed(int index, Reason reason) {
        return new Appended.Failed(new Failure(index, reason, "made to fail: " + reason));
    }
}
