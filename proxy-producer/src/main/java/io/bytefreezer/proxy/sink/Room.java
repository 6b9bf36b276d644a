package io.bytefreezer.proxy.sink;

import io.bytefreezer.schemas.name.DatasetRef;

/** Whether there is room for more events of a dataset, before they are taken. Implementations are safe for use by many threads. */
public interface Room {

    /** Room without an end: memory alone bounds what is taken. */
    Room UNBOUNDED = new Room() {
        @Override
        public boolean isFull(DatasetRef dataset) {
            return false;
        }

        @Override
        public void await(DatasetRef dataset) {
            // There is always room.
        }

        @Override
        public String delay() {
            return "in_flight_limit";
        }
    };

    /** Whether nothing more fits at the moment. */
    boolean isFull(DatasetRef dataset);

    /**
     * Waits until there is room.
     *
     * @throws InterruptedException when the thread is told to stop
     */
    void await(DatasetRef dataset) throws InterruptedException;

    /** Why events that were taken stay in memory, as the label of a metric. */
    String delay();
}
