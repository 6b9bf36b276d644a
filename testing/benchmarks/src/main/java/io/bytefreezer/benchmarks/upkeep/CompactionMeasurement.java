package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.StorageSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.log.Logging;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Appends events of two days in small files as a packer does, compacts them meanwhile and afterwards, compares the counts of every hour with a ledger all the time, and
 * prints what files are left. It ends with 1 when a count differed or a file is not of the size it should be.
 */
@Command(
        name = "compaction",
        mixinStandardHelpOptions = true,
        description = "Measures compaction under appends, and that no count changes by it.")
public final class CompactionMeasurement implements Callable<Integer> {

    static final TableId TABLE = new TableId("measured", "events");

    private static final int MIB = 1 << 20;

    @Option(names = "--events", description = "How many (default ${DEFAULT-VALUE}).", defaultValue = "10000000")
    private long events;

    @Option(
            names = "--batches",
            description = "Commits they come in, a multiple of 48 (default ${DEFAULT-VALUE}).",
            defaultValue = "576")
    private int batches;

    @Option(
            names = "--target-mib",
            description = "Size that files are to come near to (default ${DEFAULT-VALUE}); 13 fits 1,000,000 events.",
            defaultValue = "128")
    private int target;

    @Option(names = "--seed", description = "Makes the events (default ${DEFAULT-VALUE}).", defaultValue = "1")
    private long seed;

    private CompactionMeasurement() {}

    /** Runs the measurement and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CompactionMeasurement()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(Scale.HOURS));
        Scale scale = new Scale(events, batches, start, (long) target * MIB, seed);
        try (DataDirectory directory = DataDirectory.temporary("compaction-");
                S3Fixture s3 = S3Fixture.start();
                LakeCatalog catalog = LakeCatalog.open(settings(s3, directory.path()))) {
            Outcome outcome = new Course(scale, catalog, directory.path()).run();
            System.out.println(outcome.markdown());
            return outcome.isGood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static LakeSettings settings(S3Fixture s3, Path directory) {
        StorageSettings.Credentials keys = new StorageSettings.Credentials(s3.accessKey(), new Secret(s3.secretKey()));
        return new LakeSettings(
                new StorageSettings(Optional.of(s3.endpoint()), s3.region(), s3.bucket(), Optional.of(keys), true),
                new CatalogSettings.Embedded(directory.resolve("catalog")));
    }
}
