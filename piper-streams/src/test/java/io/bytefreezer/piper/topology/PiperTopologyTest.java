package io.bytefreezer.piper.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.piper.size.Origin;
import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.Refusals;
import io.bytefreezer.piper.state.Remembered;
import io.bytefreezer.piper.state.States;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiperTopologyTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web");
    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final int RECORD_BYTES_MAX = 10_000;
    private static final int REQUEST_BYTES_MAX = 100_000;

    private final EventCodec codec = EventCodec.withFixedIds();
    private final Map<DatasetRef, DatasetPlan> plans = new HashMap<>(Map.of(WEB, DatasetPlan.PASSTHROUGH));
    private final Tally tally = new Tally();
    private final RecordSizes sizes =
            new RecordSizes(RECORD_BYTES_MAX, new RecordSizes.Producer(REQUEST_BYTES_MAX, "zstd"));
    private final Refusals refusals = new Refusals();
    private final TopologyTestDriver driver = new TopologyTestDriver(
            PiperTopology.build(new PiperTopology.Parts(
                    Topics.DEFAULT,
                    codec,
                    plans::get,
                    tally,
                    sizes,
                    refusals,
                    new NoStates(),
                    new FairShare(FairShare.Terms.DEFAULT),
                    () -> 0L)),
            new Properties());
    private final TestInputTopic<byte[], byte[]> raw =
            driver.createInputTopic(Topics.DEFAULT.raw(WEB), new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<byte[], byte[]> processed = output(Topics.DEFAULT.processed(WEB));
    private final TestOutputTopic<byte[], byte[]> deadLetters = output(Topics.DEFAULT.deadLetter(WEB));

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void passesAnEventOnWithItsOriginWhereNoTransformationIsActive() {
        RawEvent event = raw("{\"status\": 200}");
        raw.pipeInput(null, codec.encode("raw", event), RECEIVED);

        TestRecord<byte[], byte[]> out = processed.readRecord();
        ProcessedEvent got = codec.decodeProcessed(out.value());
        assertThat(got.eventId()).isEqualTo(event.eventId());
        assertThat(got.receivedAt()).isEqualTo(RECEIVED);
        assertThat(got.transformationVersion()).isZero();
        assertThat(got.rawPartition()).isZero();
        assertThat(got.rawOffset()).isZero();
        assertThat(new String(got.body(), UTF_8)).contains("\"status\":200");
        assertThat(out.key()).isNull();
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void theTimeADeviceClaimsIsNeverTheRecordTimestamp() {
        raw.pipeInput(null, codec.encode("raw", raw("{\"timestamp\": \"2099-01-01T00:00:00Z\"}")), RECEIVED);

        TestRecord<byte[], byte[]> out = processed.readRecord();
        assertThat(out.getRecordTime()).isEqualTo(RECEIVED.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        assertThat(codec.decodeProcessed(out.value()).eventTime()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
    }

    @Test
    void appliesTheActiveVersionAndSaysWhichItWas() {
        activate(
                7,
                "{\"parse\": \"json\", \"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"team\", \"value\": \"a\"}}]}");
        raw.pipeInput(null, codec.encode("raw", raw("{}")), RECEIVED);

        ProcessedEvent got = codec.decodeProcessed(processed.readValue());
        assertThat(new String(got.body(), UTF_8)).contains("\"team\":\"a\"");
        assertThat(got.transformationVersion()).isEqualTo(7);
    }

    @Test
    void anEventThatDoesNotParseGoesToTheDeadLettersWithItsBytesAndTheReason() {
        byte[] value = codec.encode("raw", raw("{\"status\": "));
        raw.pipeInput(null, value, RECEIVED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("parse");
        assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("MALFORMED_JSON");
        assertThat(header(letter, DeadLetterHeaders.ORIGIN_TOPIC)).isEqualTo(Topics.DEFAULT.raw(WEB));
        assertThat(header(letter, DeadLetterHeaders.ORIGIN_OFFSET)).isEqualTo("0");
        assertThat(processed.isEmpty()).isTrue();
    }

    @Test
    void aRecordThatIsNoRawEventGoesToTheDeadLettersAndTheNextGoesOn() {
        raw.pipeInput(null, new byte[] {1, 2, 3}, RECEIVED);
        raw.pipeInput(null, codec.encode("raw", raw("{}")), RECEIVED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("decode");
        assertThat(processed.readValuesToList()).hasSize(1);
    }

    @Test
    void anEventThatGrewTooLargeGoesToTheDeadLettersByItself() {
        String large = "{\"text\": \"" + "x".repeat(RECORD_BYTES_MAX) + "\"}";
        raw.pipeInput(null, codec.encode("raw", raw(large)), RECEIVED);
        raw.pipeInput(null, codec.encode("raw", raw("{}")), RECEIVED);

        assertThat(header(deadLetters.readRecord(), DeadLetterHeaders.ERROR)).isEqualTo("TOO_LARGE");
        assertThat(processed.readValuesToList()).hasSize(1);
    }

    @Test
    void anEventTheProcessedTopicDoesNotTakeGoesToTheDeadLetters() {
        sizes.learn(Map.of(Topics.DEFAULT.processed(WEB), 1_000));
        byte[] value = codec.encode("raw", raw("{\"a\": \"" + noise(2_000) + "\"}"));
        raw.pipeInput(null, value, RECEIVED);
        raw.pipeInput(null, codec.encode("raw", raw("{\"a\": \"" + "x".repeat(2_000) + "\"}")), RECEIVED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("TOO_LARGE");
        assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("takes 1000 (max.message.bytes)");
        assertThat(header(letter, DeadLetterHeaders.ORIGIN_OFFSET)).isEqualTo("0");
        assertThat(header(letter, DeadLetterHeaders.CUT_BYTES)).isEmpty();
        assertThat(processed.readValuesToList()).as("what compresses well fits").hasSize(1);
    }

    @Test
    void aDeadLetterThatIsTooLargeIsCutAndSaysWhatItWas() throws NoSuchAlgorithmException {
        byte[] huge = noise(2 * REQUEST_BYTES_MAX).getBytes(UTF_8);
        raw.pipeInput(null, huge, RECEIVED);
        sizes.learn(Map.of(Topics.DEFAULT.deadLetter(WEB), 900));
        raw.pipeInput(null, huge, RECEIVED);

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(huge));
        List<TestRecord<byte[], byte[]>> letters = deadLetters.readRecordsToList();
        assertThat(letters.get(0).value())
                .isNotEmpty()
                .isEqualTo(Arrays.copyOf(huge, letters.get(0).value().length));
        assertThat(letters.get(1).value()).isEmpty();
        assertThat(letters).hasSize(2).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.CUT_BYTES)).isEqualTo(Integer.toString(huge.length));
            assertThat(header(letter, DeadLetterHeaders.CUT_SHA256)).isEqualTo(sha256);
            assertThat(header(letter, DeadLetterHeaders.ORIGIN_TOPIC)).isEqualTo(Topics.DEFAULT.raw(WEB));
            assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("UNDECODABLE");
        });
    }

    @Test
    void aRecordOfWhichSomethingWasRefusedIsNotSentTheSameWayAgain() {
        byte[] value = codec.encode("raw", raw("{\"a\": \"" + noise(9_000) + "\"}"));
        Origin first = new Origin(Topics.DEFAULT.raw(WEB), 0, 0);
        refusals.event(first);
        refusals.deadLetter(first);
        raw.pipeInput(null, value, RECEIVED);
        raw.pipeInput(null, value, RECEIVED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("TOO_LARGE");
        assertThat(header(letter, DeadLetterHeaders.CUT_BYTES)).isEqualTo(Integer.toString(value.length));
        assertThat(letter.value()).hasSizeLessThan(value.length);
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(processed.readValuesToList()).hasSize(1);
    }

    @Test
    void everyRecordIsEmittedDroppedOrRejected() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        activate(
                1,
                "{\"parse\": \"json\", \"filters\": [{\"type\": \"drop\", \"when\": \"event.n < 3\", \"config\": {\"always_drop\": true}}]}");
        List<String> bodies = List.of("{\"n\": 1}", "{\"n\": 5}", "{\"n\": ", "[]", "{}", "", "\u0000");
        int count = 300;
        for (int i = 0; i < count; i++) {
            raw.pipeInput(null, codec.encode("raw", raw(bodies.get(random.nextInt(bodies.size())))), RECEIVED);
        }

        int emitted = processed.readValuesToList().size();
        int rejected = deadLetters.readValuesToList().size();
        assertThat(emitted + tally.dropped + rejected).as("seed %d", seed).isEqualTo(count);
        assertThat(tally).as("seed %d", seed).isEqualTo(new Tally(emitted, tally.dropped, rejected));
        assertThat(tally.dropped).isPositive();
    }

    /** Text that no compression makes much smaller. */
    private static String noise(int length) {
        return new Random(7)
                .ints(length, '0', 'z')
                .filter(c -> c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void activate(int version, String document) {
        var compiled = (Compilation.Compiled) TransformationCompiler.compile(document, Limits.DEFAULT);
        plans.put(WEB, new DatasetPlan(version, null, compiled.plan()));
    }

    private static RawEvent raw(String payload) {
        return new RawEvent(
                UUID.randomUUID(), RECEIVED, "webhook", null, "application/json", Map.of(), payload.getBytes(UTF_8));
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** These rules remember nothing. */
    private static final class NoStates implements States {

        @Override
        public String topic(DatasetRef dataset) {
            throw new AssertionError("a state of " + dataset);
        }

        @Override
        public SequencedMap<String, Remembered> load(DatasetRef dataset, int partition) {
            throw new AssertionError("a state of " + dataset);
        }
    }

    /** What the topology reported. */
    private static final class Tally implements Counts {
        private int emitted;
        private int dropped;
        private int rejected;

        Tally() {}

        Tally(int emitted, int dropped, int rejected) {
            this.emitted = emitted;
            this.dropped = dropped;
            this.rejected = rejected;
        }

        @Override
        public void emitted(DatasetRef dataset, Verdict.Emitted what) {
            emitted += what.events().size();
        }

        @Override
        public void dropped(DatasetRef dataset, Verdict.Dropped what) {
            dropped++;
        }

        @Override
        public void rejected(DatasetRef dataset, String stage, String code) {
            rejected++;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tally that
                    && emitted == that.emitted
                    && dropped == that.dropped
                    && rejected == that.rejected;
        }

        @Override
        public int hashCode() {
            return emitted + 31 * dropped + 961 * rejected;
        }

        @Override
        public String toString() {
            return emitted + " emitted, " + dropped + " dropped, " + rejected + " rejected";
        }
    }
}
