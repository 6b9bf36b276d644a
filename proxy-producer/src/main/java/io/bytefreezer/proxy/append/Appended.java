package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.Delivery.Failure;

/** How an attempt to append numbered events ended. */
public sealed interface Appended {

    /**
     * All events with smaller numbers are durable, each once.
     *
     * @param next the number after the last durable one; more than the events' own when their source has numbered others so
     */
    record UpTo(long next) implements Appended {}

    /**
     * The events were not taken, because some before them are missing.
     *
     * @param expected the first missing number
     */
    record Gap(long expected) implements Appended {}

    /**
     * Whether the events were taken is not known, or it is known that they were not: offered again with the same numbers
     * they are durable once.
     *
     * @param failure why; its index is the event's that is too large, or 0
     */
    record Failed(Failure failure) implements Appended {}
}
