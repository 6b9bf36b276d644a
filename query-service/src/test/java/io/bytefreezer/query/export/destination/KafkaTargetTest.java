package io.bytefreezer.query.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaTargetTest {

    private static final ExportRow ROW = new ExportRow("id-1", null, "{\"n\":1}".getBytes(StandardCharsets.UTF_8));

    private static MockProducer<byte[], byte[]> producer(boolean good) {
        return new MockProducer<>(good, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer whose records all meet this error when it is flushed. */
    private static KafkaTarget failing(RuntimeException error) {
        return new KafkaTarget(
                "out", () -> new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        while (errorNext(error)) {
                            assertThat(closed()).isFalse();
                        }
                    }
                });
    }

    @Test
    void sendsTheRowWithItsIdAsKeyAndHeader() throws TargetException {
        MockProducer<byte[], byte[]> producer = producer(true);
        try (KafkaTarget target = new KafkaTarget("out", () -> producer)) {
            assertThat(target.send(List.of(ROW))).isEqualTo(Delivered.ALL);
        }
        ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("out");
        assertThat(record.key()).asString().isEqualTo("id-1");
        assertThat(record.value()).asString().isEqualTo("{\"n\":1}");
        assertThat(record.headers().lastHeader("event_id").value()).asString().isEqualTo("id-1");
    }

    @Test
    void rejectsWhatIsTooLargeAndAsksAgainForWhatMayBeTakenLater() throws TargetException {
        try (KafkaTarget target = failing(new RecordTooLargeException("too large"))) {
            assertThat(target.send(List.of(ROW)).rejected()).containsExactly(new Delivered.Rejected(ROW, "too large"));
        }
        try (KafkaTarget target = failing(new NotEnoughReplicasException("wait"))) {
            assertThat(target.send(List.of(ROW)).again()).containsExactly(ROW);
        }
    }

    @Test
    void stopsWhenItMayNotWrite() {
        try (KafkaTarget target = failing(new TopicAuthorizationException("no"))) {
            assertThatThrownBy(() -> target.send(List.of(ROW)))
                    .isInstanceOfSatisfying(
                            TargetException.class, e -> assertThat(e.kind()).isEqualTo(TargetException.Kind.REFUSED));
        }
    }
}
