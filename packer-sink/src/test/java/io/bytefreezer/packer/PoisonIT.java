package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.packer.PackerFixture.Packer;
import io.bytefreezer.packer.flush.TableFlusher.Tools;
import io.bytefreezer.packer.spool.Spooled;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Records that cannot become rows: they go to the dead letters, and their neighbours to the table. */
@Execution(ExecutionMode.CONCURRENT)
class PoisonIT {

    @TempDir
    static Path directory;

    private static PackerFixture fixture;
    private static ProcessedTopics topics;
    private static TableRows rows;

    @BeforeAll
    static void start() {
        fixture = new PackerFixture(directory, S3Fixture.start());
        topics = fixture.topics();
        rows = fixture.rows();
    }

    @AfterAll
    static void stop() {
        rows.close();
        fixture.close();
    }

    @Test
    void sendsWhatIsNoEventToTheDeadLetters() {
        DatasetRef dataset = topics.dataset("garbage", 1);
        byte[] garbage = {1, 2, 3};
        topics.sendNumbers(dataset, 0, 0, 2);
        topics.sendBytes(dataset, 0, garbage);
        topics.sendNumbers(dataset, 0, 2, 2);
        try (Packer packer = fixture.packer("garbage", dataset)) {
            rows.await(dataset, 4);
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 4));
            List<ConsumerRecord<byte[], byte[]>> letters = topics.deadLetters(dataset);
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(garbage);
                assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("pack");
                assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("UNDECODABLE");
                assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("3 bytes");
                assertThat(header(letter, DeadLetterHeaders.ORIGIN_TOPIC))
                        .isEqualTo(PackerFixture.TOPICS.processed(dataset));
                assertThat(header(letter, DeadLetterHeaders.ORIGIN_PARTITION)).isEqualTo("0");
                assertThat(header(letter, DeadLetterHeaders.ORIGIN_OFFSET)).isEqualTo("5");
            });
            PackerFixture.await(() -> "counted", () -> packer.counted("rejected") == 1);
        }
    }

    @Test
    void findsTheRowsThatDoNotBecomeParquet() {
        DatasetRef dataset = topics.dataset("poison", 2);
        topics.sendNumbers(dataset, 0, 0, 100);
        topics.send(dataset, 0, "{\"n\":-1,\"s\":\"poison\"}");
        topics.sendNumbers(dataset, 0, 100, 50);
        topics.sendNumbers(dataset, 1, 150, 30);
        topics.send(dataset, 1, "{\"n\":-2,\"s\":\"poison\"}");
        topics.sendNumbers(dataset, 1, 180, 20);
        try (Packer packer = fixture.packer("poison", "", poisoned("poison"), dataset)) {
            rows.await(dataset, 200);
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 200));
            assertThat(topics.deadLetters(dataset)).hasSize(2).allSatisfy(letter -> {
                assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("pack");
                assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("UNWRITABLE");
                assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("does not fit");
                assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("poison");
            });
            topics.sendNumbers(dataset, 0, 200, 5);
            rows.await(dataset, 205);
            PackerFixture.await(() -> "well", () -> packer.health().equals(Health.up()));
        }
    }

    @Test
    void packsSmallerBatchesWhereMemoryDoesNotSufficeAndBlamesNoRow() {
        DatasetRef dataset = topics.dataset("narrow", 1);
        topics.sendNumbers(dataset, 0, 0, 60);
        try (Packer packer = fixture.packer("narrow", "", narrow(10), dataset)) {
            rows.await(dataset, 60);
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 60));
            assertThat(topics.deadLetters(dataset)).isEmpty();
            assertThat(packer.commits("failed")).isPositive();
        }
    }

    @Test
    void everyHostileBodyIsEitherARowOrADeadLetter() {
        DatasetRef dataset = topics.dataset("hostile", 1);
        List<byte[]> bodies = List.of(
                bytes("{\"n\":1}"),
                new byte[0],
                bytes("no json"),
                bytes("{\"n\":2"),
                bytes("[1,2]"),
                bytes("{\"\":1,\"n\":3,\"N\":4,\"event_time\":5,\"a\\u0000b\":6}"),
                bytes("{\"s\":\"\\ud800\",\"n\":7}"),
                new byte[] {'{', '"', 's', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                new byte[] {'{', '"', 's', '"', ':', '[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']', '}'},
                new byte[] {'{', '"', 's', '"', ':', '[', '"', (byte) 0xc0, (byte) 0x80, '"', ']', '}'},
                new byte[] {'{', '"', 's', '"', ':', '"', (byte) 0xff, '"', '}'},
                bytes("{\"n\":1e999999,\"m\":123456789012345678901234567890,\"d\":1e-400}"),
                bytes("{\"deep\":" + "[".repeat(900) + "]".repeat(900) + "}"),
                bytes("{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                bytes("{\"long\":\"" + "x".repeat(3 << 20) + "\"}"),
                bytes("{\"n\":8}"));
        Instant now = Instant.now();
        List<Instant> times = List.of(
                now, Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"), Instant.parse("+12000-01-01T00:00:00Z"));
        int sent = 0;
        for (byte[] body : bodies) {
            sent++;
            topics.sendBytes(dataset, 0, encoded(sent, now, now, body));
        }
        for (Instant time : times) {
            sent += 2;
            topics.sendBytes(dataset, 0, encoded(sent - 1, time, now, bytes("{\"n\":9}")));
            topics.sendBytes(dataset, 0, encoded(sent, now, time, bytes("{\"n\":9}")));
        }
        int all = sent;
        try (Packer packer = fixture.packer("hostile", dataset)) {
            PackerFixture.await(
                    () -> packer.counted("rows") + " rows, " + packer.counted("rejected") + " rejected of " + all + ", "
                            + packer.health(),
                    () -> packer.counted("rows") + packer.counted("rejected") == all);
            assertThat(rows.count(dataset) + topics.deadLetters(dataset).size()).isEqualTo(all);
            assertThat(rows.column(dataset, "_raw_offset")).contains("1", "16").doesNotHaveDuplicates();
        }
    }

    /** A writer that cannot write files with this text in them. */
    private static UnaryOperator<Tools> poisoned(String text) {
        return real -> new Tools(
                real.catalog(),
                (spool, columns, target) -> {
                    if (Spooled.rows(spool).stream().anyMatch(line -> line.contains(text))) {
                        throw new LakeException(LakeException.Kind.INTERNAL, "a row does not fit");
                    }
                    return real.writer().write(spool, columns, target);
                },
                real.store(),
                real.committer());
    }

    /** A writer whose memory is enough for so many rows. */
    private static UnaryOperator<Tools> narrow(int rowsMax) {
        return real -> new Tools(
                real.catalog(),
                (spool, columns, target) -> {
                    if (Spooled.rows(spool).size() > rowsMax) {
                        throw new LakeException(LakeException.Kind.LIMIT, "memory does not suffice");
                    }
                    return real.writer().write(spool, columns, target);
                },
                real.store(),
                real.committer());
    }

    private static byte[] encoded(long rawOffset, Instant eventTime, Instant receivedAt, byte[] body) {
        ProcessedEvent event = new ProcessedEvent(new UUID(8, rawOffset), eventTime, receivedAt, 1, 0, rawOffset, body);
        return EventCodec.withFixedIds().encode("any", event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
