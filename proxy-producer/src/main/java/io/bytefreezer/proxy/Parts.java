package io.bytefreezer.proxy;

import io.bytefreezer.proxy.listen.Inputs;
import io.bytefreezer.proxy.sink.BufferedSink;
import io.bytefreezer.proxy.sink.KafkaOutput;
import java.time.Duration;

/**
 * What a started proxy has open.
 *
 * @param output the clients of Kafka
 * @param buffer where events of inputs wait that cannot
 * @param inputs the sockets
 */
record Parts(KafkaOutput output, BufferedSink buffer, Inputs inputs) implements AutoCloseable {

    /** For what was read, from the moment the inputs are told to stop; leaves a second of a service's five to the clients. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    /** In the way of an event, so that what was read is still sent. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        inputs.close();
        buffer.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        output.close();
    }
}
