package io.bytefreezer.benchmarks.endtoend;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.load.EventFile;
import io.bytefreezer.benchmarks.report.Conditions;
import io.bytefreezer.benchmarks.report.MarkedSection;
import io.bytefreezer.benchmarks.report.Report;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.benchmarks.stack.Stack;
import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.runtime.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the way of events from the webhook to SQL beside a bare Kafka producer and consumer, and prints the figures. */
@Command(
        name = "bytefreezer benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures events/s and processor time through all hops on this machine, in a source tree.")
public final class BenchmarkCommand implements Callable<Integer> {

    private static final String SECTION = "end-to-end";
    private static final String PAGE = "docs/performance.md";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--tree",
            hidden = true,
            description = "The source tree, built. The script knows it.",
            required = true)
    private Path tree = Path.of(".");

    @Option(
            names = "--events",
            description = "Events of each run (default ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private long events;

    @Option(names = "--runs", description = "Runs of each case (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int runs;

    @Option(names = "--batch", description = "Events of a request (default ${DEFAULT-VALUE}).", defaultValue = "500")
    private int batch;

    @Option(names = "--connections", description = "Requests at a time (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int connections;

    @Option(names = "--partitions", description = "Of each topic (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int partitions;

    @Option(names = "--seed", description = "Makes the events (default ${DEFAULT-VALUE}).", defaultValue = "1")
    private long seed;

    @Option(names = "--note", description = "A sentence on what else the machine did, for the page.", defaultValue = "")
    private String note = "";

    @Option(names = "--update", description = "Writes the figures to " + PAGE + ".")
    private boolean update;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Records all processes with Java Flight Recorder, which costs a little.")
    private @Nullable Path recordings;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Leaves data and logs there, in a directory that is not there yet.")
    private @Nullable Path keep;

    private BenchmarkCommand() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new BenchmarkCommand());
        command.setExecutionExceptionHandler((error, line, parsed) -> {
            switch (error) {
                case IllegalArgumentException wrong -> {
                    line.getErr().println("bytefreezer benchmark: " + wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                }
                case BenchmarkException isVoid ->
                    line.getErr().println("bytefreezer benchmark: void: " + isVoid.getMessage());
                default -> error.printStackTrace(line.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scale scale = Scale.of(events, batch, connections, partitions, runs);
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        try (DataDirectory directory =
                keep == null ? DataDirectory.temporary("benchmark-") : DataDirectory.kept(keep)) {
            System.err.println("data and logs are in " + directory.path());
            String text = measure(scale, directory.path().toAbsolutePath()).markdown();
            System.out.println(text);
            if (update) {
                Path page = tree.resolve(PAGE);
                Files.writeString(page, MarkedSection.replace(Files.readString(page), SECTION, text));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Report measure(Scale scale, Path directory) throws IOException, InterruptedException {
        String loadBefore = Machine.load();
        Installation installation =
                Installation.of(tree, directory.resolve("install"), Optional.ofNullable(recordings));
        try (EventFile file = EventFile.write(
                        directory.resolve("events.ndjson"), scale.batches(), scale.batch(), seed, Instant.now());
                Stack stack = Stack.start(installation, directory)) {
            Thread stop = new Thread(stack::close, "stop-stack");
            Runtime.getRuntime().addShutdownHook(stop);
            Benchmark.Result result = new Benchmark(stack, scale, file, System.err::println).run(installation);
            Runtime.getRuntime().removeShutdownHook(stop);
            return new Report(
                    conditions(scale, file, loadBefore),
                    (double) file.bytes() / file.events(scale.batches()),
                    result.floor(),
                    result.cases(),
                    result.peakMemory());
        }
    }

    private Conditions conditions(Scale scale, EventFile file, String loadBefore) {
        String load = "Load average " + loadBefore + " before, " + Machine.load() + " after."
                + (note.isEmpty() ? "" : " " + note);
        return new Conditions(
                command(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                Machine.description(),
                load,
                Settings.of(scale, file));
    }

    /** As it was typed, but for what does not bear on the figures. */
    private String command() {
        List<String> typed =
                spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
        StringBuilder command = new StringBuilder("./bytefreezer benchmark");
        for (int i = 0; i < typed.size(); i++) {
            if (List.of("--tree", "--note", "--keep").contains(typed.get(i))) {
                i++;
            } else {
                command.append(' ').append(typed.get(i));
            }
        }
        return command.toString();
    }
}
