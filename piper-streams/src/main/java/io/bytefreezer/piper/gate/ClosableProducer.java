package io.bytefreezer.piper.gate;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that ends when it is closed. Streams closes without a limit of time, and a producer whose commit had timed out
 * waits then for ever for that commit: the thread never ends, its consumer stays in the group, and nobody gets its partitions
 * before {@code max.poll.interval.ms}, five minutes. What is given up on is not committed, and is processed again.
 */
final class ClosableProducer extends KafkaProducer<byte[], byte[]> {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    ClosableProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }
}
