package io.bytefreezer.benchmarks.visibility;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.endtoend.Machine;
import io.bytefreezer.benchmarks.endtoend.Pipeline;
import io.bytefreezer.benchmarks.stack.Api;
import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.benchmarks.stack.Stack;
import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how long after its acknowledgement an event is in the answers of SQL while packers commit every five seconds, and that every answer has every event once.
 * Ends with 1 when a goal is missed.
 */
@Command(
        name = "bytefreezer benchmark visibility",
        mixinStandardHelpOptions = true,
        description = "Measures how soon events are visible to SQL, and that each is there once in every answer.")
public final class VisibilityMeasurement implements Callable<Integer> {

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration CATCH_UP_WITHIN = Duration.ofMinutes(10);
    /** So many answers in a row in which no event is late end the warm-up. */
    private static final int IN_TIME = 20;

    private static final int PROGRESS_AFTER = 20;
    private static final String OPENING_EVENT = "{\"trace\":\"opening\"}";

    @Option(names = "--tree", hidden = true, description = "The source tree, built.")
    private Path tree = Path.of(".");

    @Option(names = "--rate", description = "Events a second (default ${DEFAULT-VALUE}).", defaultValue = "5000")
    private int rate;

    @Option(names = "--batch", description = "Events of a request (default ${DEFAULT-VALUE}).", defaultValue = "100")
    private int batch;

    @Option(names = "--connections", description = "Requests at a time (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int connections;

    @Option(names = "--partitions", description = "Of each topic (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int partitions;

    @Option(names = "--polls", description = "Queries that count (default ${DEFAULT-VALUE}).", defaultValue = "1000")
    private int polls;

    @Option(
            names = "--warm-up",
            description =
                    "Queries before them, and more until no event is late; a row must not be there twice or vanish in"
                            + " these either (default ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int warmUp;

    @Option(
            names = "--interval",
            description =
                    "Milliseconds from one query to the next, which waits for the last (default ${DEFAULT-VALUE}).",
            defaultValue = "200")
    private long intervalMillis;

    @Option(names = "--seed", description = "Makes the events (default ${DEFAULT-VALUE}).", defaultValue = "1")
    private long seed;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Records all processes with Java Flight Recorder, which costs a little.")
    private @Nullable Path recordings;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leaves data and logs there, in a new directory.")
    private @Nullable Path keep;

    private VisibilityMeasurement() {}

    /** Runs the measurement and ends the process: 0 when all goals are met, 1 when not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new VisibilityMeasurement()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        try (DataDirectory directory =
                keep == null ? DataDirectory.temporary("visibility-") : DataDirectory.kept(keep)) {
            Path place = directory.path().toAbsolutePath();
            System.err.println("data and logs are in " + place);
            Installation installation =
                    Installation.of(tree, place.resolve("install"), Optional.ofNullable(recordings));
            try (Stack stack = Stack.start(installation, place);
                    Api api = stack.api()) {
                Thread stop = new Thread(stack::close, "stop-stack");
                Runtime.getRuntime().addShutdownHook(stop);
                Report report = measure(new Pipeline(stack, api));
                Runtime.getRuntime().removeShutdownHook(stop);
                System.out.println(report.markdown());
                return report.isMet() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
            }
        }
    }

    private Report measure(Pipeline pipeline) throws InterruptedException {
        pipeline.createTenant();
        DatasetRef dataset = pipeline.createDataset("visible", partitions, Optional.empty());
        await("the proxy to know the dataset", () -> pipeline.takes(dataset, OPENING_EVENT));
        await(
                "the first row",
                () -> pipeline.number("select count(*) from \"visible\"").orElse(0) > 0);
        Ledger ledger = new Ledger(batch);
        Sender.Load load = new Sender.Load(rate, batch, connections, seed);
        try (Sender sender =
                new Sender(load, pipeline.webhook(dataset), pipeline.stack().key(), ledger)) {
            sender.start();
            // The column n is there with the first event.
            await(
                    "n to be a column",
                    () -> pipeline.number("select max(n) from \"visible\"").isPresent());
            return measure(pipeline, ledger, sender, new Poller(pipeline, dataset, ledger, batch));
        }
    }

    private Report measure(Pipeline pipeline, Ledger ledger, Sender sender, Poller poller) throws InterruptedException {
        warmUp(sender, poller);
        Map<String, Duration> cpuBefore = cpu(pipeline.stack());
        int sentBefore = ledger.acknowledged();
        long from = System.nanoTime();
        poll(sender, poller, polls);
        long until = System.nanoTime();
        double seconds = (until - from) / 1e9;
        double reached = (ledger.acknowledged() - sentBefore) * (double) batch / seconds;
        Map<String, String> facts = facts(poller, seconds);
        Map<String, Duration> cpuAfter = cpu(pipeline.stack());
        cpuAfter.forEach((name, cpu) -> facts.put(
                "processors used by " + name,
                String.format(
                        Locale.ROOT, "%.2f", cpu.minus(cpuBefore.get(name)).toMillis() / 1e3 / seconds)));
        long[] queries = poller.queryNanos();
        sender.check();
        sender.stop();
        facts.put("batches sent again", Integer.toString(sender.repeated()));
        settle(poller, ledger);
        return new Report(
                conditions(),
                LongStream.of(ledger.waits(from, until)).boxed().toList(),
                LongStream.of(queries).boxed().toList(),
                reached,
                rate,
                facts,
                poller.brokenAnswers(),
                poller.lateAnswers(),
                poller.wrong());
    }

    /** Events wait in topics as long as the services are being compiled: until that is worked off, nothing is measured. */
    private void warmUp(Sender sender, Poller poller) throws InterruptedException {
        long deadline = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
        poll(sender, poller, warmUp);
        while (poller.inTime() < IN_TIME && System.nanoTime() < deadline) {
            poll(sender, poller, IN_TIME);
        }
        poller.warmedUp();
    }

    /** What was acknowledged last is waited for too: leaving it out would leave out the slowest. */
    private static void settle(Poller poller, Ledger ledger) {
        long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
        poller.poll();
        while (!ledger.isAllSeen()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("acknowledged events were never visible", null);
            }
            poller.poll();
        }
    }

    private static Map<String, String> facts(Poller poller, double seconds) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("seconds measured", String.format(Locale.ROOT, "%.0f", seconds));
        facts.put("queries", Integer.toString(poller.queryNanos().length));
        facts.put("snapshots read", Integer.toString(poller.snapshots()));
        facts.put("most rows not packed yet", String.format(Locale.ROOT, "%,d", poller.tailRowsMax()));
        facts.put("answers with a warning", Long.toString(poller.warned()));
        return facts;
    }

    private void poll(Sender sender, Poller poller, int times) throws InterruptedException {
        long next = System.nanoTime();
        System.err.println(times + " queries");
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos(next - System.nanoTime());
            next = Math.max(next + Duration.ofMillis(intervalMillis).toNanos(), System.nanoTime());
            poller.poll();
            if (i % PROGRESS_AFTER == PROGRESS_AFTER - 1) {
                System.err.println("query " + i + ": " + poller.last());
                sender.check();
            }
        }
    }

    private List<String> conditions() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s, %s. Load average %s.",
                        LocalDate.now(ZoneOffset.UTC),
                        Machine.description(),
                        Machine.load()),
                String.format(
                        Locale.ROOT,
                        "%,d events/s, numbered lines of a web access log as JSON, to the webhook in requests of %d by %d"
                                + " connections. %d partitions. Services, broker and store are processes of their own on"
                                + " this machine; packers commit every 5 s.",
                        rate,
                        batch,
                        connections,
                        partitions),
                String.format(
                        Locale.ROOT,
                        "One client looks at all rows by SQL (their count, sum and hashes, and each of the newest), %d times, one query every %d ms or as"
                                + " soon as the last has ended. An event is visible when the first answer that has its"
                                + " whole batch is complete: the wait for the next query and the query itself are in the"
                                + " figures. What was acknowledged last is asked for until it is there.",
                        polls,
                        intervalMillis),
                "In every answer every row must be there once at most, and once exactly if it was acknowledged a second"
                        + " before the query began. Before: " + warmUp + " queries to warm up, and more until "
                        + IN_TIME + " in a row had all of that.");
    }

    private static Map<String, Duration> cpu(Stack stack) {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        stack.processes().forEach(child -> cpu.put(child.name(), child.cpu()));
        cpu.put("the client", Child.cpu(ProcessHandle.current()));
        return cpu;
    }

    private static void await(String what, BooleanSupplier condition) {
        System.err.println("waiting for " + what);
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("waited in vain for " + what, null);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
