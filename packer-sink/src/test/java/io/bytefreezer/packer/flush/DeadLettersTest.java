package io.bytefreezer.packer.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.packer.spool.Reject;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final DatasetRef DATASET = DatasetRef.of("acme", "web");

    @Test
    void keepsTheBytesAndSaysWhy() {
        MockProducer<byte[], byte[]> producer = producer(true);
        byte[] key = {1};
        byte[] value = {2, 3};
        new DeadLetters(producer, Topics.DEFAULT)
                .send(DATASET, List.of(new Reject(new ConsumerRecord<>("origin", 3, 42, key, value), "E", "why")));
        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("bytefreezer.dlq.acme.web");
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("pack");
            assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("E");
            assertThat(header(letter, DeadLetterHeaders.MESSAGE)).isEqualTo("why");
            assertThat(header(letter, DeadLetterHeaders.ORIGIN_TOPIC)).isEqualTo("origin");
            assertThat(header(letter, DeadLetterHeaders.ORIGIN_PARTITION)).isEqualTo("3");
            assertThat(header(letter, DeadLetterHeaders.ORIGIN_OFFSET)).isEqualTo("42");
        });
    }

    @Test
    void cutsWhatIsTooLargeForItsTopicAndSaysWhatItWas() {
        byte[] large = new byte[20_000];
        byte[] small = {1};
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                        return record.value().length > 10_000
                                ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
                                : super.send(record);
                    }
                };
        new DeadLetters(producer, Topics.DEFAULT)
                .send(
                        DATASET,
                        List.of(
                                new Reject(new ConsumerRecord<>("origin", 0, 7, null, large), "E", "why"),
                                new Reject(new ConsumerRecord<>("origin", 0, 8, null, small), "E", "why")));

        assertThat(producer.history())
                .extracting(letter -> header(letter, DeadLetterHeaders.ORIGIN_OFFSET))
                .containsExactly("8", "7");
        ProducerRecord<byte[], byte[]> cut = producer.history().getLast();
        assertThat(cut.value()).hasSizeBetween(1, 10_000);
        assertThat(header(cut, DeadLetterHeaders.CUT_BYTES)).isEqualTo("20000");
        assertThat(header(cut, DeadLetterHeaders.CUT_SHA256)).hasSize(64);
        assertThat(producer.history().getFirst().headers().lastHeader(DeadLetterHeaders.CUT_BYTES))
                .isNull();
    }

    @Test
    void failsWhenKafkaDoesNotTakeThem() {
        MockProducer<byte[], byte[]> producer = producer(false);
        producer.sendException = new TopicAuthorizationException("not yours");
        DeadLetters letters = new DeadLetters(producer, Topics.DEFAULT);
        Reject reject = new Reject(new ConsumerRecord<>("origin", 0, 0, null, new byte[0]), "E", "why");
        assertThatThrownBy(() -> letters.send(DATASET, List.of(reject))).isInstanceOf(RuntimeException.class);
    }

    private static MockProducer<byte[], byte[]> producer(boolean answers) {
        return new MockProducer<>(answers, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
