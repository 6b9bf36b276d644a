package io.bytefreezer.packer.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.packer.spool.Reject;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
