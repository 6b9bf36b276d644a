package io.bytefreezer.proxy;

import io.bytefreezer.proxy.listen.Inputs;
import io.bytefreezer.proxy.sink.BufferedSink;
import io.bytefreezer.proxy.sink.KafkaOutput;

/**
 * What a started proxy has open.
 *
 * @param output the clients of Kafka
 * @param buffer where events of inputs wait that cannot
 * @param inputs the sockets
 */
record Parts(KafkaOutput output, BufferedSink buffer, Inputs inputs) implements AutoCloseable {

    /** In the way of an event, so that what was read is still sent. */
    @Override
    public void close() {
        inputs.close();
        buffer.close();
        output.close();
    }
}
