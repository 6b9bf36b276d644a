package io.bytefreezer.packer.flush;

import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records that cannot be packed to their dead-letter topic. They are durable before the commit that covers their
 * offsets; a crash between the two sends them again, so a dead letter may stand twice in its topic. Safe for use by two
 * threads.
 */
public final class DeadLetters {

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Map<DatasetRef, List<Future<RecordMetadata>>> pending = new HashMap<>();

    /** Dead letters by this producer, which stays the caller's. */
    public DeadLetters(Producer<byte[], byte[]> producer, Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /** Sends a record with the reason; {@link #flush} waits for it. */
    public synchronized void send(
            DatasetRef dataset, ConsumerRecord<byte[], byte[]> record, String error, String message) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topics.deadLetter(dataset), null, record.timestamp(), null, record.value());
        header(letter, DeadLetterHeaders.STAGE, "pack");
        header(letter, DeadLetterHeaders.ERROR, error);
        header(letter, DeadLetterHeaders.MESSAGE, message);
        header(letter, DeadLetterHeaders.ORIGIN_TOPIC, record.topic());
        header(letter, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
        header(letter, DeadLetterHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
        pending.computeIfAbsent(dataset, none -> new ArrayList<>()).add(producer.send(letter));
    }

    /**
     * Waits until all that was sent of a dataset is durable.
     *
     * @throws PackException when Kafka does not take one of them
     */
    public void flush(DatasetRef dataset) {
        List<Future<RecordMetadata>> letters = take(dataset);
        try {
            for (Future<RecordMetadata> letter : letters) {
                letter.get();
            }
        } catch (ExecutionException e) {
            throw new PackException("cannot write dead letters", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackException("interrupted while writing dead letters", e);
        }
    }

    private synchronized List<Future<RecordMetadata>> take(DatasetRef dataset) {
        List<Future<RecordMetadata>> letters = pending.remove(dataset);
        return letters == null ? List.of() : letters;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
