package io.bytefreezer.proxy.join;

import io.bytefreezer.proxy.decode.DecodedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Events that are complete, and the memory their lines waited in, which is given back when this is closed: once they are
 * handed on. Belongs to one thread.
 */
public final class Joined implements AutoCloseable {

    private final List<DecodedEvent> events;
    private final List<Hold> holds;

    private Joined(List<DecodedEvent> events, List<Hold> holds) {
        this.events = events;
        this.holds = holds;
    }

    /** None yet. */
    static Joined empty() {
        return new Joined(new ArrayList<>(), new ArrayList<>());
    }

    /** Events of which none had to wait; the list is not changed any more. */
    public static Joined of(List<DecodedEvent> events) {
        return new Joined(events, List.of());
    }

    /** In the order in which they became complete; those of one stream in the order of their lines. */
    public List<DecodedEvent> events() {
        return Collections.unmodifiableList(events);
    }

    void add(DecodedEvent event) {
        events.add(event);
    }

    void addHeld(DecodedEvent event, Hold hold) {
        events.add(event);
        holds.add(hold);
    }

    @Override
    public void close() {
        holds.forEach(Hold::close);
    }
}
