package io.bytefreezer.packer.flush;

import io.bytefreezer.packer.spool.Reject;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that cannot be packed to their dead-letter topic. They are durable before the commit that covers their
 * offsets; where that commit fails or the process dies between the two they are sent again, so a dead letter may stand
 * twice in its topic. Belongs to the flush's thread.
 *
 * @param producer sends them; stays the caller's
 * @param topics names of the topics
 */
public record DeadLetters(Producer<byte[], byte[]> producer, Topics topics) {

    /**
     * Returns when all are durable.
     *
     * @throws PackException when Kafka does not take one of them
     */
    public void send(DatasetRef dataset, List<Reject> rejects) {
        List<Future<RecordMetadata>> underway = new ArrayList<>();
        for (Reject reject : rejects) {
            Future<RecordMetadata> sent = producer.send(letter(dataset, reject));
            if (sent.state() == Future.State.FAILED) {
                // A topic that is not there takes its time to say so: one answer is enough.
                await(dataset, sent);
            }
            underway.add(sent);
        }
        underway.forEach(sent -> await(dataset, sent));
    }

    private void await(DatasetRef dataset, Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PackException("cannot write dead letters to " + topics.deadLetter(dataset), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackException("interrupted while writing dead letters to " + topics.deadLetter(dataset), e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(DatasetRef dataset, Reject reject) {
        ConsumerRecord<byte[], byte[]> record = reject.record();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topics.deadLetter(dataset), null, timestamp(record), record.key(), record.value());
        header(letter, DeadLetterHeaders.STAGE, "pack");
        header(letter, DeadLetterHeaders.ERROR, reject.error());
        header(letter, DeadLetterHeaders.MESSAGE, reject.message());
        header(letter, DeadLetterHeaders.ORIGIN_TOPIC, record.topic());
        header(letter, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
        header(letter, DeadLetterHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
        return letter;
    }

    /** Records of very old formats have none, which is written as a negative one. */
    private static @Nullable Long timestamp(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 ? null : record.timestamp();
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
