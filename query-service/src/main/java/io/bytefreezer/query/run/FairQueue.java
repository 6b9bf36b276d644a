package io.bytefreezer.query.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs and who waits: places go round the keys in turn, so that a key with many requests delays its own. When all
 * waiting places are taken, a key with fewer requests takes one from the key with the most. No threads and no clock: for
 * one owner at a time.
 *
 * @param <W> a request
 */
final class FairQueue<W> {

    private final int concurrent;
    private final int queue;
    /** In the order in which their turn comes; those without anything to do are not kept. */
    private final Map<String, Lane<W>> lanes = new LinkedHashMap<>();

    private int running;
    private int waiting;

    FairQueue(int concurrent, int queue) {
        this.concurrent = concurrent;
        this.queue = queue;
    }

    /** A key's requests. */
    private static final class Lane<W> {
        private final Deque<W> waiting = new ArrayDeque<>();
        private int running;
        private int most;

        boolean mayRun() {
            return running < most && !waiting.isEmpty();
        }
    }

    /**
     * What became of a request that came.
     *
     * @param runs whether it runs now
     * @param waits whether it waits; with neither it is sent away
     * @param pushedOut who is sent away in its place, or null for nobody
     */
    record Admission<W>(
            boolean runs, boolean waits, @Nullable W pushedOut) {}

    /**
     * A request comes.
     *
     * @param key whose it is
     * @param most requests of the key that run at once
     */
    Admission<W> enter(String key, int most, W request) {
        Lane<W> lane = lanes.computeIfAbsent(key, unused -> new Lane<>());
        lane.most = most;
        if (running < concurrent && lane.running < most && lane.waiting.isEmpty()) {
            start(key, lane);
            return new Admission<>(true, false, null);
        }
        if (waiting < queue) {
            lane.waiting.addLast(request);
            waiting++;
            return new Admission<>(false, true, null);
        }
        Optional<W> pushedOut = pushOut(lane.waiting.size());
        pushedOut.ifPresent(unused -> lane.waiting.addLast(request));
        forget(key);
        return new Admission<>(false, pushedOut.isPresent(), pushedOut.orElse(null));
    }

    /** A request of the key has ended; gives those that run now. */
    List<W> leave(String key) {
        Lane<W> lane = lanes.get(key);
        if (lane == null || lane.running == 0) {
            throw new IllegalStateException("no request of this key runs");
        }
        lane.running--;
        running--;
        forget(key);
        return next();
    }

    /** A request waits no longer; whether it still did. */
    boolean giveUp(String key, W request) {
        Lane<W> lane = lanes.get(key);
        boolean did = lane != null && lane.waiting.remove(request);
        if (did) {
            waiting--;
            forget(key);
        }
        return did;
    }

    int running() {
        return running;
    }

    int waiting() {
        return waiting;
    }

    private List<W> next() {
        List<W> started = new ArrayList<>();
        while (running < concurrent) {
            Optional<Map.Entry<String, Lane<W>>> turn = lanes.entrySet().stream()
                    .filter(entry -> entry.getValue().mayRun())
                    .findFirst();
            if (turn.isEmpty()) {
                return started;
            }
            Lane<W> lane = turn.get().getValue();
            started.add(lane.waiting.removeFirst());
            waiting--;
            start(turn.get().getKey(), lane);
        }
        return started;
    }

    /** The key's turn is over: it comes again after all others'. */
    private void start(String key, Lane<W> lane) {
        running++;
        lane.running++;
        lanes.remove(key);
        lanes.put(key, lane);
    }

    /** Takes the newest request of the key that has most, if it has at least two more than who asks. */
    private Optional<W> pushOut(int own) {
        Lane<W> longest = null;
        for (Lane<W> lane : lanes.values()) {
            if (longest == null || lane.waiting.size() > longest.waiting.size()) {
                longest = lane;
            }
        }
        return longest != null && longest.waiting.size() > own + 1
                ? Optional.of(longest.waiting.removeLast())
                : Optional.empty();
    }

    private void forget(String key) {
        Lane<W> lane = lanes.get(key);
        if (lane != null && lane.running == 0 && lane.waiting.isEmpty()) {
            lanes.remove(key);
        }
    }
}
