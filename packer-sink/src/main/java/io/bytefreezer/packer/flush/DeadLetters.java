package io.bytefreezer.packer.flush;

import io.bytefreezer.packer.spool.Reject;
import io.bytefreezer.runtime.kafka.DeadLetterCut;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that cannot be packed to their dead-letter topic. They are durable before the commit that covers their
 * offsets; where that commit fails or the process dies between the two they are sent again, so a dead letter may stand
 * twice in its topic. What is too large for that topic is cut, and its headers say so. Belongs to the flush's thread.
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
        send(dataset, rejects, DeadLetterCut.NONE);
    }

    /** A letter that is too large for its topic is sent once more with less in it. */
    private void send(DatasetRef dataset, List<Reject> rejects, DeadLetterCut cut) {
        List<Sending> underway = new ArrayList<>();
        List<Reject> tooLarge = new ArrayList<>();
        for (Reject reject : rejects) {
            Sending sending = new Sending(reject, producer.send(letter(dataset, reject, cut)));
            if (sending.result().state() == Future.State.FAILED) {
                // A topic that is not there takes its time to say so: one answer is enough.
                await(dataset, sending, cut, tooLarge);
            } else {
                underway.add(sending);
            }
        }
        underway.forEach(sending -> await(dataset, sending, cut, tooLarge));
        if (!tooLarge.isEmpty()) {
            send(dataset, tooLarge, cut.stronger());
        }
    }

    private record Sending(Reject reject, Future<RecordMetadata> result) {}

    private void await(DatasetRef dataset, Sending sending, DeadLetterCut cut, List<Reject> tooLarge) {
        try {
            sending.result().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof RecordTooLargeException) || cut == DeadLetterCut.ALL) {
                throw new PackException("cannot write dead letters to " + topics.deadLetter(dataset), cause);
            }
            tooLarge.add(sending.reject());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackException("interrupted while writing dead letters to " + topics.deadLetter(dataset), e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(DatasetRef dataset, Reject reject, DeadLetterCut cut) {
        ConsumerRecord<byte[], byte[]> record = reject.record();
        Headers headers = new RecordHeaders();
        header(headers, DeadLetterHeaders.STAGE, "pack");
        header(headers, DeadLetterHeaders.ERROR, reject.error());
        header(headers, DeadLetterHeaders.MESSAGE, reject.message());
        header(headers, DeadLetterHeaders.ORIGIN_TOPIC, record.topic());
        header(headers, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
        header(headers, DeadLetterHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
        byte[] value = cut.of(record.value(), headers);
        // A key of ours does not exist; a foreign one may be what makes the record too large.
        byte[] key = cut == DeadLetterCut.NONE ? record.key() : null;
        return new ProducerRecord<>(topics.deadLetter(dataset), null, timestamp(record), key, value, headers);
    }

    /** Records of very old formats have none, which is written as a negative one. */
    private static @Nullable Long timestamp(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 ? null : record.timestamp();
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
