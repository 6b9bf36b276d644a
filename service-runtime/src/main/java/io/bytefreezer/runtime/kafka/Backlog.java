package io.bytefreezer.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the first record has waited that a reader of one partition has not finished, seen from the ends of the log at the
 * times when somebody looked. It cannot know of a time before the first look, so it starts at zero. Pure; not thread-safe.
 */
final class Backlog {

    /** Looks that are remembered; beyond them every second one is forgotten, so that old ones get coarser. */
    static final int LOOKS_MAX = 512;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(Instant at, long end) {}

    /**
     * Takes a look.
     *
     * @param next the first offset that is not finished
     * @param end the end of the log, exclusive
     * @return how long the record at {@code next} has been seen to wait; zero when there is none
     */
    Duration look(Instant now, long next, long end) {
        while (!looks.isEmpty() && looks.getFirst().end() <= next) {
            looks.removeFirst();
        }
        if (end <= next) {
            looks.clear();
            return Duration.ZERO;
        }
        if (looks.isEmpty() || looks.getLast().end() < end) {
            looks.addLast(new Look(now, end));
        }
        if (looks.size() > LOOKS_MAX) {
            thinOut();
        }
        return Duration.between(looks.getFirst().at(), now);
    }

    private void thinOut() {
        Look first = looks.getFirst();
        Deque<Look> kept = new ArrayDeque<>();
        boolean keep = true;
        for (Look look : looks) {
            if (keep || look.equals(first)) {
                kept.addLast(look);
            }
            keep = !keep;
        }
        looks.clear();
        looks.addAll(kept);
    }
}
