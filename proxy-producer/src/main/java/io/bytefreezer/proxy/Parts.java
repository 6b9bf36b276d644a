package io.bytefreezer.proxy;

import io.bytefreezer.proxy.append.Destination;
import io.bytefreezer.proxy.listen.Inputs;
import io.bytefreezer.proxy.spool.Spool;
import java.time.Duration;

/**
 * What a started proxy has open.
 *
 * @param destination where events go
 * @param spool where events of senders wait that cannot
 * @param inputs the sockets
 */
record Parts(Destination destination, Spool spool, Inputs inputs) implements AutoCloseable {

    /** For what was read, from the moment the inputs are told to stop; leaves a second of a service's five to the clients. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    /** In the way of an event, so that what was read is still sent. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        inputs.close();
        spool.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        destination.close();
    }
}
