package io.bytefreezer.piper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.piper.gate.Gate;
import io.bytefreezer.piper.gate.GatedClients;
import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.Refusals;
import io.bytefreezer.piper.size.RefusedRecords;
import io.bytefreezer.piper.state.StateTopics;
import io.bytefreezer.piper.topology.Counts;
import io.bytefreezer.piper.topology.PiperTopology;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.ScriptedPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The piper's topology on real brokers, by default with the rules of {@link ScriptedPlan} for every dataset. */
final class ScriptedPiper implements AutoCloseable {

    private static final EventCodec CODEC = EventCodec.withFixedIds();

    private final Admin admin;
    private final KafkaStreams streams;
    private final Function<DatasetRef, Plan> plans;
    private final Map<DatasetRef, DatasetPlan> compiled = new ConcurrentHashMap<>();
    private final Set<DatasetRef> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Map<DatasetRef, LongAdder> read = new ConcurrentHashMap<>();
    private final Map<DatasetRef, LongAdder> begun = new ConcurrentHashMap<>();
    private final LongAdder slowNanos = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final FairShare share;

    private ScriptedPiper(PiperConfig config, Path directory, FairShare share, Function<DatasetRef, Plan> plans) {
        this.share = share;
        this.plans = plans;
        admin = Admin.create(new KafkaClients(config.kafka(), "test").admin());
        Map<String, Object> settings = StreamsSettings.of(config, directory.resolve("streams"));
        RecordSizes sizes = new RecordSizes(1_000_000, StreamsSettings.producer(settings));
        Refusals refusals = new Refusals();
        StateTopics states = new StateTopics(
                new StateTopics.Settings(
                        config.streams().applicationId(),
                        1,
                        new KafkaClients(config.kafka(), "test").consumer("unused")),
                admin);
        settings.put(RefusedRecords.TOOLS, new RefusedRecords.Tools(Topics.DEFAULT, CODEC, refusals, () -> {}));
        Properties properties = new Properties();
        properties.putAll(settings);
        streams = new KafkaStreams(
                PiperTopology.build(new PiperTopology.Parts(
                        Topics.DEFAULT,
                        CODEC,
                        this::plan,
                        new Read(),
                        sizes,
                        refusals,
                        states,
                        share,
                        System::nanoTime)),
                new StreamsConfig(properties),
                new GatedClients(new Shared(), (partition, wanted, beginning) -> {}));
        streams.setUncaughtExceptionHandler(error -> {
            failures.increment();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    static ScriptedPiper start(String bootstrapServers, String application, Path directory, FairShare share) {
        return start(bootstrapServers, application, directory, share, Duration.ofMillis(100));
    }

    /** With these rules for each dataset. */
    static ScriptedPiper start(
            String bootstrapServers,
            String application,
            Path directory,
            FairShare share,
            Function<DatasetRef, Plan> plans) {
        PiperConfig config = config(bootstrapServers, application, directory, Duration.ofMillis(100));
        return started(new ScriptedPiper(config, directory, share, plans));
    }

    static ScriptedPiper start(
            String bootstrapServers, String application, Path directory, FairShare share, Duration commit) {
        PiperConfig config = config(bootstrapServers, application, directory, commit);
        return started(new ScriptedPiper(config, directory, share, dataset -> ScriptedPlan.plan()));
    }

    private static PiperConfig config(String bootstrapServers, String application, Path directory, Duration commit) {
        Path file = directory.resolve("piper.yaml");
        try {
            Files.writeString(file, """
                    kafka: {bootstrap_servers: '%s'}
                    streams: {application_id: '%s', commit_interval: %dms}
                    topics: {replication_factor: 1}
                    data_dir: '%s'
                    """.formatted(bootstrapServers, application, commit.toMillis(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ConfigLoader.load(PiperConfig.class, file, Map.of());
    }

    private static ScriptedPiper started(ScriptedPiper piper) {
        piper.streams.start();
        return piper;
    }

    /** A raw record for the dataset. */
    static byte[] raw(DatasetRef dataset, String payload, Instant receivedAt) {
        RawEvent event =
                new RawEvent(UUID.randomUUID(), receivedAt, "test", null, "ndjson", Map.of(), payload.getBytes(UTF_8));
        return CODEC.encode(Topics.DEFAULT.raw(dataset), event);
    }

    /** Lets the thread fail at its next record. */
    void fail() {
        failing.set(true);
    }

    /** Lets no more records of the dataset through, or lets them again. */
    void hold(DatasetRef dataset, boolean holds) {
        if (holds) {
            held.add(dataset);
        } else {
            held.remove(dataset);
        }
    }

    boolean hasFailed() {
        return !failing.get();
    }

    /** How many threads have failed. */
    long failures() {
        return failures.sum();
    }

    /** The time that went into slow filters of datasets that were known to be slow. */
    long slowNanos() {
        return slowNanos.sum();
    }

    /** How many records of the dataset were processed, also in transactions that were undone. */
    long read(DatasetRef dataset) {
        return read.computeIfAbsent(dataset, any -> new LongAdder()).sum();
    }

    /** How many were begun, also those that were given back because they took too long. */
    long begun(DatasetRef dataset) {
        return begun.computeIfAbsent(dataset, any -> new LongAdder()).sum();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(20))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        admin.close();
    }

    private DatasetPlan plan(DatasetRef dataset) {
        if (failing.getAndSet(false)) {
            throw new IllegalStateException("told to fail");
        }
        begun.computeIfAbsent(dataset, any -> new LongAdder()).increment();
        return compiled.computeIfAbsent(dataset, any -> new DatasetPlan(1, null, plans.apply(any)));
    }

    /** Open as far as the datasets' shares go. */
    private final class Shared implements Gate {

        @Override
        public boolean isOpen(String topic) {
            DatasetRef dataset = dataset(topic);
            return !held.contains(dataset) && share.isOpen(dataset, System.nanoTime());
        }

        @Override
        public int admit(String topic, int records) {
            DatasetRef dataset = dataset(topic);
            return held.contains(dataset) ? 0 : share.admit(dataset, records, System.nanoTime());
        }

        private static DatasetRef dataset(String topic) {
            return Topics.DEFAULT.parse(topic).orElseThrow().dataset();
        }
    }

    private final class Read implements Counts {

        @Override
        public void emitted(DatasetRef dataset, Verdict.Emitted emitted) {
            count(dataset);
        }

        @Override
        public void dropped(DatasetRef dataset, Verdict.Dropped dropped) {
            count(dataset);
        }

        @Override
        public void rejected(DatasetRef dataset, String stage, String code) {
            count(dataset);
        }

        @Override
        public void slow(DatasetRef dataset, String filter, long nanos) {
            slowNanos.add(nanos);
        }

        private void count(DatasetRef dataset) {
            read.computeIfAbsent(dataset, any -> new LongAdder()).increment();
        }
    }
}
