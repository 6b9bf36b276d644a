package io.bytefreezer.benchmarks.endtoend;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.load.EventFile;
import io.bytefreezer.benchmarks.load.Feeder;
import io.bytefreezer.benchmarks.report.CaseRun;
import io.bytefreezer.benchmarks.report.Report;
import io.bytefreezer.benchmarks.report.Stage;
import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends events through all hops and watches them arrive. Each run has a dataset of its own, so that one run does not pay for
 * another.
 *
 * @param pipeline the services
 * @param offsets the broker
 * @param counts what has to be right at the end
 * @param feeder what sends
 * @param partitions partitions of each dataset
 */
record CaseRunner(Pipeline pipeline, Offsets offsets, ExactCounts counts, Feeder feeder, int partitions) {

    /** A page of metrics costs a service some milliseconds: at five a second it was a seventh of the packer's work. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    /** However slow: what takes longer than this for one stage is stuck. */
    private static final Duration STAGE_WITHIN = Duration.ofMinutes(30);

    private static final String LANDED = "bytefreezer_receiver_records_landed_total";
    private static final String PACKED = "bytefreezer_packer_rows_total";

    /** What opens the way before the clock runs: topics are made, partitions assigned, the table created. */
    private static final String OPENING_EVENT = """
            {"request":"GET /opening HTTP/1.1","client":"192.0.2.1","status":200,"trace":"opening"}""";

    /**
     * Runs a case once.
     *
     * @param id id of the dataset to make
     * @param batches how many of the file's batches to send
     * @throws BenchmarkException when something is stuck or lost
     */
    CaseRun run(Case aCase, String id, EventFile events, int batches) throws InterruptedException {
        DatasetRef dataset = pipeline.createDataset(id, partitions, aCase.transformation());
        open(dataset);
        long landed = pipeline.counter("receiver", LANDED) + events.events(batches);
        long packed = pipeline.counter("packer", PACKED) + events.events(batches);
        long rows = ExactCounts.OPENING_EVENTS + events.events(batches);

        SequencedMap<String, Duration> before = cpu();
        Map<Stage, Duration> after = new EnumMap<>(Stage.class);
        long begin = System.nanoTime();
        long repeated = feeder.feed(pipeline.webhook(dataset), events, 0, batches);
        after.put(Stage.ACKNOWLEDGED, since(begin));
        Map<TopicPartition, Long> ends = offsets.ends(Topics.DEFAULT.raw(dataset));
        Map<Stage, BooleanSupplier> waiting = new EnumMap<>(Map.of(
                Stage.PROCESSED,
                () -> offsets.processed(ends),
                Stage.LANDED,
                () -> pipeline.counter("receiver", LANDED) >= landed,
                Stage.QUERYABLE,
                // Asked only when it can be true, because asking costs what is measured.
                () -> pipeline.counter("packer", PACKED) >= packed && count(dataset) >= rows));
        while (!waiting.isEmpty()) {
            waiting.entrySet().removeIf(stage -> {
                boolean there = stage.getValue().getAsBoolean();
                if (there) {
                    after.put(stage.getKey(), since(begin));
                }
                return there;
            });
            pause(begin, STAGE_WITHIN, "events of " + dataset + " to be " + waiting.keySet());
        }
        SequencedMap<String, Duration> cpu = difference(cpu(), before);
        CaseRun.Stored stored = counts.check(aCase, dataset, events.events(batches));
        return new CaseRun(events.events(batches), after, cpu, repeated, stored);
    }

    /** Sends one event and waits until it is everywhere: then every consumer has its partitions, and the table is there. */
    private void open(DatasetRef dataset) {
        long landed = pipeline.counter("receiver", LANDED) + ExactCounts.OPENING_EVENTS;
        long packed = pipeline.counter("packer", PACKED) + ExactCounts.OPENING_EVENTS;
        long begin = System.nanoTime();
        while (!pipeline.takes(dataset, OPENING_EVENT)) {
            pause(begin, START_WITHIN, "the proxy to know " + dataset);
        }
        while (pipeline.counter("packer", PACKED) < packed || pipeline.counter("receiver", LANDED) < landed) {
            pause(begin, START_WITHIN, "the first event of " + dataset);
        }
    }

    private long count(DatasetRef dataset) {
        return pipeline.number("select count(*) from \"" + dataset.dataset() + "\"")
                .orElse(0);
    }

    private SequencedMap<String, Duration> cpu() {
        SequencedMap<String, Duration> cpu = new LinkedHashMap<>();
        pipeline.stack().processes().stream()
                .filter(child -> !child.name().equals("floor"))
                .forEach(child -> cpu.put(child.name(), child.cpu()));
        cpu.put(Report.LOAD_GENERATOR, Child.cpu(ProcessHandle.current()));
        return cpu;
    }

    private static SequencedMap<String, Duration> difference(
            SequencedMap<String, Duration> after, Map<String, Duration> before) {
        SequencedMap<String, Duration> difference = new LinkedHashMap<>();
        after.forEach((name, cpu) -> difference.put(name, cpu.minus(before.getOrDefault(name, Duration.ZERO))));
        return difference;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void pause(long begin, Duration within, String what) {
        if (since(begin).compareTo(within) > 0) {
            throw new BenchmarkException("waited " + within.toMinutes() + " minutes for " + what, null);
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
}
