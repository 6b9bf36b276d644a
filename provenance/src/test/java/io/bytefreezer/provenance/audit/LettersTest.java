package io.bytefreezer.provenance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.audit.check.Samples;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LettersTest {

    private static final String RAW = Topics.DEFAULT.raw(Samples.DATASET);
    private static final String PROCESSED = Topics.DEFAULT.processed(Samples.DATASET);
    private static final EventCodec CODEC = EventCodec.withFixedIds();

    private final Letters letters = new Letters(Topics.DEFAULT, Samples.DATASET, CODEC);

    private static ConsumerRecord<byte[], byte[]> letter(String topic, String partition, String offset, byte[] value) {
        ConsumerRecord<byte[], byte[]> letter =
                new ConsumerRecord<>(Topics.DEFAULT.deadLetter(Samples.DATASET), 0, 0, null, value);
        header(letter, DeadLetterHeaders.ORIGIN_TOPIC, topic);
        header(letter, DeadLetterHeaders.ORIGIN_PARTITION, partition);
        header(letter, DeadLetterHeaders.ORIGIN_OFFSET, offset);
        return letter;
    }

    private static void header(ConsumerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLetterOfThePiperNamesItsRawRecord() {
        letters.add(letter(RAW, "2", "41", new byte[0]));
        assertThat(letters.of(2).contains(41)).isTrue();
        assertThat(letters.of(0).count(OffsetRange.ALL)).isZero();
    }

    @Test
    void aLetterOfThePackerIsFollowedThroughItsProcessedEvent() {
        ProcessedEvent event =
                new ProcessedEvent(Samples.id(7), Samples.NOON, Samples.NOON, 1, 3, 77, new byte[] {'{', '}'});
        letters.add(letter(PROCESSED, "0", "5", CODEC.encode(PROCESSED, event)));
        assertThat(letters.of(3).contains(77)).isTrue();
        assertThat(letters.of(0).contains(5)).isFalse();
    }

    @Test
    void aLetterThatSaysNothingAccountsForNothing() {
        letters.add(letter(PROCESSED, "0", "5", new byte[] {1}));
        letters.add(letter(RAW, "zero", "5", new byte[] {1}));
        assertThat(letters.of(0).count(OffsetRange.ALL)).isZero();
    }
}
