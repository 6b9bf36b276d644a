package io.bytefreezer.proxy.decode;

import java.util.List;

/** What a decoder made of the bytes so far. */
public sealed interface Decoded {

    /**
     * These events are complete; at the end of a stream there may be none.
     *
     * @param events in the order of their bytes
     */
    record Events(List<DecodedEvent> events) implements Decoded {
        /** Copies the list. */
        public Events {
            events = List.copyOf(events);
        }
    }

    /** No event is complete yet. */
    record NeedMore() implements Decoded {}

    /**
     * The bytes as a whole cannot be taken, and those that follow neither.
     *
     * @param fault what is wrong
     * @param message the same for the sender, with the limit that was passed
     */
    record Malformed(Fault fault, String message) implements Decoded {}

    /** Why bytes are refused as a whole. */
    enum Fault {
        /** One event is larger than the limit for one. */
        EVENT_TOO_LARGE,
        /** There are more events than one request may hold. */
        TOO_MANY_EVENTS
    }

    /** The events, or that more is needed when there are none and it is not the end. */
    static Decoded of(List<DecodedEvent> events, boolean last) {
        return events.isEmpty() && !last ? new NeedMore() : new Events(events);
    }
}
