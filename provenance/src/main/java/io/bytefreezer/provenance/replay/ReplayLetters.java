package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.provenance.replay.plan.StepMark;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends raw records that a replay refuses to the dead letters. They are durable before the step that covers them is
 * committed; where a step is done again they are sent again. Belongs to one thread.
 *
 * @param producer sends them; stays the caller's
 * @param topics names of the topics
 * @param dataset the dataset
 * @param replay the replay's id
 */
record ReplayLetters(Producer<byte[], byte[]> producer, Topics topics, DatasetRef dataset, String replay) {

    /**
     * Returns when all are durable.
     *
     * @throws OriginException when Kafka does not take one of them
     */
    void send(List<Letter> letters) {
        List<Future<RecordMetadata>> underway = new ArrayList<>();
        for (Letter letter : letters) {
            underway.add(producer.send(record(letter)));
        }
        underway.forEach(this::await);
    }

    private void await(Future<RecordMetadata> sent) {
        String what = "cannot write dead letters to " + topics.deadLetter(dataset);
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new OriginException(OriginException.Kind.EXTERNAL, what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OriginException(OriginException.Kind.EXTERNAL, what, e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(Letter letter) {
        long timestamp = Math.max(0, letter.record().timestamp().toEpochMilli());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.deadLetter(dataset),
                null,
                timestamp,
                null,
                letter.record().value());
        add(record, StepMark.REPLAY, replay);
        add(record, DeadLetterHeaders.STAGE, letter.why().stage());
        if (letter.why().filter() != null) {
            add(record, DeadLetterHeaders.FILTER, letter.why().filter());
        }
        add(record, DeadLetterHeaders.ERROR, letter.why().code());
        add(record, DeadLetterHeaders.MESSAGE, letter.why().detail());
        add(record, DeadLetterHeaders.ORIGIN_TOPIC, topics.raw(dataset));
        add(record, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(letter.partition()));
        add(
                record,
                DeadLetterHeaders.ORIGIN_OFFSET,
                Long.toString(letter.record().offset()));
        add(
                record,
                DeadLetterHeaders.TRANSFORMATION_VERSION,
                Integer.toString(letter.why().version()));
        return record;
    }

    private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
