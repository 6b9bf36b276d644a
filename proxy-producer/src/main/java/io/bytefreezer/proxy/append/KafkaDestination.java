package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.runtime.health.Health;
import java.util.UUID;

/**
 * Kafka itself.
 *
 * @param output its clients, which are closed with this
 * @param appenders makes appenders over them
 */
public record KafkaDestination(KafkaOutput output, KafkaAppenders appenders) implements Destination {

    /** Over an output, which is closed with this. */
    public KafkaDestination(KafkaOutput output) {
        this(output, new KafkaAppenders(output));
    }

    @Override
    public EventSink sink() {
        return output.sink();
    }

    @Override
    public Appender appender(UUID source) {
        return appenders.of(source);
    }

    @Override
    public Health health() {
        return output.health();
    }

    @Override
    public void close() {
        output.close();
    }
}
