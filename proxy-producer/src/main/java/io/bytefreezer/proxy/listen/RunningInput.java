package io.bytefreezer.proxy.listen;

/** An input that runs, until it is closed. */
interface RunningInput extends AutoCloseable {

    /** An input without a socket of its own. */
    RunningInput PASSIVE = new RunningInput() {
        @Override
        public int connections() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** How many connections it has open; safe to ask from any thread. */
    int connections();

    /** Stops it; what it has read is handed on. Takes 2 seconds at most. */
    @Override
    void close();
}
