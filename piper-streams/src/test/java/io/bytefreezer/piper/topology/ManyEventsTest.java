package io.bytefreezer.piper.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.piper.judge.EventIds;
import io.bytefreezer.piper.judge.Routes;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.share.FairShare;
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
import io.bytefreezer.transformations.ScriptedPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Raw records that become many events, events of other datasets, and rules that remember. */
class ManyEventsTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web");
    private static final DatasetRef AUDIT = DatasetRef.of("demo", "audit");
    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final String STATE = "app-state-demo.web";

    private final EventCodec codec = EventCodec.withFixedIds();
    private final DatasetPlan scripted = new DatasetPlan(3, null, ScriptedPlan.plan());
    private final Map<DatasetRef, DatasetPlan> plans =
            new HashMap<>(Map.of(WEB, scripted, AUDIT, DatasetPlan.PASSTHROUGH));
    private final List<String> told = new ArrayList<>();
    private final KeptStates states = new KeptStates();
    private TopologyTestDriver driver = driver();

    private TopologyTestDriver driver() {
        return new TopologyTestDriver(
                PiperTopology.build(new PiperTopology.Parts(
                        Topics.DEFAULT,
                        codec,
                        plans::get,
                        new Told(),
                        new RecordSizes(10_000, new RecordSizes.Producer(100_000, "zstd")),
                        new Refusals(),
                        states,
                        new FairShare(FairShare.Terms.DEFAULT),
                        () -> 0L)),
                new Properties());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aRecordOfManyEventsBecomesThemInOrderEachWithAnIdOfItsOwn() {
        UUID id = send(WEB, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}", Map.of());

        List<ProcessedEvent> events = processed(WEB);
        EventIds ids = new EventIds(id);
        assertThat(events).extracting(ProcessedEvent::eventId).containsExactly(id, ids.of(1), ids.of(2));
        assertThat(events)
                .extracting(event -> new String(event.body(), UTF_8))
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        assertThat(events).allMatch(event -> event.rawOffset() == 0);
        assertThat(told).containsExactly("emitted 3 of demo/web");
    }

    @Test
    void everyEventThatIsDroppedIsCountedByFilterAndReason() {
        send(WEB, "{\"drop\":1}\n{\"n\":2}\n{\"drop\":3}", Map.of());
        send(WEB, "{\"drop\":1}", Map.of());

        assertThat(processed(WEB)).hasSize(1);
        assertThat(told)
                .containsExactly(
                        "emitted 1 of demo/web, 0:script told, 0:script told", "dropped demo/web 0:script told");
    }

    @Test
    void aRoutedEventIsARawEventOfTheOtherDatasetAndGoesThroughItsRules() {
        UUID id = send(WEB, "{\"n\":1}\n{\"n\":2,\"to\":\"audit\"}", Map.of("host", "a"));

        RawEvent raw = codec.decodeRaw(output(Topics.DEFAULT.raw(AUDIT)).readValue());
        assertThat(raw.eventId()).isEqualTo(new EventIds(id).of(1));
        assertThat(raw.receivedAt()).isEqualTo(RECEIVED);
        assertThat(raw.format()).isEqualTo("application/json");
        assertThat(raw.attributes())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("host", "a", Routes.ROUTED_FROM, "web/0/0", Routes.HOPS, "1"));
        assertThat(new String(raw.payload(), UTF_8)).isEqualTo("{\"n\":2}");
        assertThat(Routes.from(raw)).contains(new Routes.From("web", 0, 0));
        assertThat(processed(WEB)).extracting(ProcessedEvent::eventId).containsExactly(id);
        assertThat(processed(AUDIT)).extracting(ProcessedEvent::eventId).containsExactly(raw.eventId());
        assertThat(told).containsExactly("emitted 1 of demo/web to demo/audit", "emitted 1 of demo/audit");
    }

    @Test
    void aRecordForADatasetThatIsNotThereIsRefusedWhole() {
        send(WEB, "{\"n\":1}\n{\"to\":\"nowhere\"}", Map.of());
        send(WEB, "{\"to\":\"No Name\"}", Map.of());

        assertThat(errors(WEB)).containsExactly("UNKNOWN_DATASET", "UNKNOWN_DATASET");
        assertThat(told).containsExactly("rejected demo/web UNKNOWN_DATASET", "rejected demo/web UNKNOWN_DATASET");
        assertThat(driver.producedTopicNames()).doesNotContain(Topics.DEFAULT.processed(WEB));
    }

    @Test
    void whatGoesInACircleIsRefusedAfterFourHops() {
        plans.put(AUDIT, new DatasetPlan(1, null, ScriptedPlan.plan()));
        send(WEB, "{\"to\":\"audit\"}", Map.of(Routes.HOPS, "3"));
        send(WEB, "{\"to\":\"audit\"}", Map.of(Routes.HOPS, "4"));

        assertThat(processed(AUDIT)).hasSize(1);
        assertThat(errors(WEB)).containsExactly("ROUTE_LOOP");
    }

    @Test
    void whatIsRememberedIsWrittenBesideTheEventsAndReadWhereATaskGoesOn() {
        send(WEB, "{\"n\":1}", Map.of());
        assertThat(states.loads).isZero();
        send(WEB, "{\"once\":\"a\"}\n{\"once\":\"b\"}\n{\"once\":\"a\"}", Map.of());
        assertThat(told.getLast()).isEqualTo("emitted 2 of demo/web, 0:script again");
        assertThat(states.loads).isEqualTo(1);
        states.take(output(STATE).readRecordsToList());
        assertThat(states.kept).containsOnlyKeys("a", "b");

        driver.close();
        driver = driver();
        send(WEB, "{\"once\":\"b\"}", Map.of());
        assertThat(told.getLast()).isEqualTo("dropped demo/web 0:script again");
    }

    @Test
    void whatIsOverIsForgottenInTheTopicToo() {
        send(WEB, "{\"once\":\"a\"}", Map.of());
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(output(STATE).readRecordsToList()).as("records may be late").hasSize(1);

        send(WEB, "{\"once\":\"b\"}", Map.of(), RECEIVED.plus(ScriptedPlan.WINDOW));
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(output(STATE).readRecordsToList())
                .extracting(record -> new String(record.key(), UTF_8) + " " + (record.value() != null))
                .containsExactly("b true", "a false");
    }

    private UUID send(DatasetRef dataset, String payload, Map<String, String> attributes) {
        return send(dataset, payload, attributes, RECEIVED);
    }

    private UUID send(DatasetRef dataset, String payload, Map<String, String> attributes, Instant at) {
        TestInputTopic<byte[], byte[]> topic = driver.createInputTopic(
                Topics.DEFAULT.raw(dataset), new ByteArraySerializer(), new ByteArraySerializer());
        RawEvent event =
                new RawEvent(UUID.randomUUID(), at, "webhook", null, "ndjson", attributes, payload.getBytes(UTF_8));
        topic.pipeInput(null, codec.encode("raw", event), at);
        return event.eventId();
    }

    private List<ProcessedEvent> processed(DatasetRef dataset) {
        return output(Topics.DEFAULT.processed(dataset)).readValuesToList().stream()
                .map(codec::decodeProcessed)
                .toList();
    }

    private List<String> errors(DatasetRef dataset) {
        return output(Topics.DEFAULT.deadLetter(dataset)).readRecordsToList().stream()
                .map(record -> new String(
                        record.headers().lastHeader(DeadLetterHeaders.ERROR).value(), UTF_8))
                .toList();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What the topology reported. */
    private final class Told implements Counts {

        @Override
        public void emitted(DatasetRef dataset, Verdict.Emitted what) {
            StringBuilder line = new StringBuilder("emitted " + what.events().size() + " of " + dataset);
            what.routed().forEach(routed -> line.append(" to ").append(routed.target()));
            what.drops().forEach(drop -> line.append(", ").append(text(drop)));
            told.add(line.toString());
        }

        @Override
        public void dropped(DatasetRef dataset, Verdict.Dropped what) {
            told.add("dropped " + dataset + " " + text(what));
        }

        @Override
        public void rejected(DatasetRef dataset, String stage, String code) {
            told.add("rejected " + dataset + " " + code);
        }

        private static String text(Verdict.Dropped drop) {
            return drop.filter() + " " + drop.reason();
        }
    }

    /** States that outlive the topology. */
    private static final class KeptStates implements States {

        private final Map<String, byte[]> kept = new LinkedHashMap<>();
        private int loads;

        @Override
        public String topic(DatasetRef dataset) {
            return "app-state-" + dataset.tenant() + "." + dataset.dataset();
        }

        @Override
        public SequencedMap<String, Remembered> load(DatasetRef dataset, int partition) {
            loads++;
            SequencedMap<String, Remembered> loaded = new LinkedHashMap<>();
            kept.forEach(
                    (key, value) -> loaded.put(key, Remembered.decode(value).orElseThrow()));
            return loaded;
        }

        void take(List<TestRecord<byte[], byte[]>> records) {
            records.forEach(record -> kept.put(new String(record.key(), UTF_8), record.value()));
        }
    }
}
