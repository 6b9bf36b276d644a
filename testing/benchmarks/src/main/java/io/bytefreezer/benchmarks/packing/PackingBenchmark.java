package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.endtoend.Machine;
import io.bytefreezer.benchmarks.report.Conditions;
import io.bytefreezer.benchmarks.report.MarkedSection;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.runtime.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the packer beside the Iceberg Kafka Connect sink and prints a section for the page; ends with 1 below the goal. */
@Command(
        name = "PackingBenchmark",
        mixinStandardHelpOptions = true,
        description = "Rows from Kafka into Iceberg tables: the packer beside the Iceberg Kafka Connect sink.")
public final class PackingBenchmark implements Callable<Integer> {

    private static final String SECTION = "packer";
    private static final String PAGE = "docs/performance.md";
    private static final String JARS = "testing/peers/target/lib";

    @Option(names = "--tree", description = "The source tree, built (default: the working directory).")
    private Path tree = Path.of("");

    @Option(names = "--rows", description = "Rows of each round (default ${DEFAULT-VALUE}).", defaultValue = "1000000")
    private long rows;

    @Option(
            names = "--warm-up",
            description = "Rows before the first round (default ${DEFAULT-VALUE}).",
            defaultValue = "500000")
    private long warmUp;

    @Option(names = "--rounds", description = "Rounds (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--partitions", description = "Of each topic (default ${DEFAULT-VALUE}).", defaultValue = "4")
    private int partitions;

    @Option(
            names = "--commit-seconds",
            description = "How long rows wait for a commit at most (default ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int commitSeconds;

    @Option(names = "--alone", description = "Measures the packer alone, which says nothing about the goal.")
    private boolean alone;

    @Option(names = "--note", description = "A sentence on what else the machine did, for the page.", defaultValue = "")
    private String note = "";

    @Option(names = "--update", description = "Writes the figures to " + PAGE + ".")
    private boolean update;

    @Option(names = "--record", paramLabel = "DIR", description = "Records all processes with Java Flight Recorder.")
    private @Nullable Path recordings;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leaves data and logs there, in a new directory.")
    private @Nullable Path keep;

    private PackingBenchmark() {}

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PackingBenchmark())
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    error.printStackTrace(line.getErr());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        Path root = tree.toAbsolutePath().normalize();
        Path jars = root.resolve(JARS);
        if (!alone && !Files.isDirectory(jars)) {
            throw new BenchmarkException(jars + " is missing: mvn -q package -f testing/peers/pom.xml", null);
        }
        String loadBefore = Machine.load();
        try (DataDirectory directory = keep == null ? DataDirectory.temporary("packing-") : DataDirectory.kept(keep)) {
            System.err.println("data and logs are in " + directory.path());
            Path place = directory.path().toAbsolutePath();
            Installation installation =
                    Installation.of(root, place.resolve("install"), Optional.ofNullable(recordings));
            PackingStack.Sizes sizes = new PackingStack.Sizes(rows, warmUp, rounds, partitions, commitSeconds);
            try (PackingStack stack = PackingStack.start(installation, place, sizes)) {
                // The sink's worker does not end with its standard input.
                Thread stop = new Thread(stack::close, "stop-stack");
                Runtime.getRuntime().addShutdownHook(stop);
                PackingStack.Result result = stack.measure(alone ? Optional.empty() : Optional.of(jars));
                Runtime.getRuntime().removeShutdownHook(stop);
                return report(root, result, loadBefore);
            }
        }
    }

    private int report(Path root, PackingStack.Result result, String loadBefore) throws IOException {
        PackingReport report =
                new PackingReport(conditions(loadBefore), result.runs(), result.contents(), result.peakMemory());
        String text = report.markdown();
        System.out.println(text);
        if (alone) {
            return CommandLine.ExitCode.OK;
        }
        if (update) {
            Path page = root.resolve(PAGE);
            Files.writeString(page, MarkedSection.replace(Files.readString(page), SECTION, text));
        }
        return report.ratio() < PackingReport.GOAL ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private Conditions conditions(String loadBefore) {
        return new Conditions(
                "PackingBenchmark --rows " + rows + " --warm-up " + warmUp + " --rounds " + rounds,
                LocalDate.now(ZoneOffset.UTC).toString(),
                Machine.description(),
                "Load average " + loadBefore + " before, " + Machine.load() + " after."
                        + (note.isEmpty() ? "" : " " + note),
                settings());
    }

    private List<String> settings() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d rows a round, some 620 bytes of JSON each, 19 fields, of two hours of event time, zstd on Kafka, %d"
                                + " partitions; MB are of that JSON. They become readable all at once, by the end of a"
                                + " transaction, and the clock starts then. It stops when the last is committed.",
                        rows,
                        partitions),
                "Both have their own JVM (the same Java, heap 1 GiB, serial collector), the same broker, store and catalog,"
                        + " tables of the same columns, hourly partitions and zstd, one task, and commit after "
                        + commitSeconds
                        + " s at the latest. All else is as by default, but that the worker calls the sink each second (`offset.flush.interval.ms`)"
                        + " also when nothing comes, without which its last rows would wait for minutes. They take turns.",
                String.format(
                        Locale.ROOT,
                        "The sink reads each event as one flat JSON object (`JsonConverter` without schemas), times as numbers,"
                                + " which is the cheapest form it takes and has no envelope; the packer reads its Avro"
                                + " envelope and the JSON in it, finds the columns out by itself, and sorts its files. %,d"
                                + " rows before the first round are not counted, for both.",
                        warmUp),
                "CPU seconds are those of the process, DuckDB's threads among them. At the end all values of both tables"
                        + " are compared; one that differs makes the run void.");
    }
}
