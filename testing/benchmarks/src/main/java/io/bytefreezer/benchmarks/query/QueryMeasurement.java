package io.bytefreezer.benchmarks.query;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.query.QueryConfig;
import io.bytefreezer.query.audit.AuditConfig;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.query.live.LiveConfig;
import io.bytefreezer.query.run.CacheConfig;
import io.bytefreezer.query.run.KeyConfig;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.query.tail.TailConfig;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.log.Logging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Asks the query service over HTTP beside DuckDB on the same local files, and looks one row up with an empty cache. Prints a table, and ends with 1 when a goal is missed.
 */
@Command(
        name = "query-measurement",
        mixinStandardHelpOptions = true,
        description = "Measures queries beside DuckDB on the same files.")
public final class QueryMeasurement implements Callable<Integer> {

    private static final TableId TABLE = new TableId("demo", "web");
    private static final int CACHE_MEBIBYTES = 20 * 1024;
    private static final int MEMORY_MEBIBYTES = 1024;
    /** A service that just started runs most of its own code ten times slower than DuckDB's. */
    private static final int WARM_UP_REQUESTS = 2_000;

    @Option(names = "--rows", description = "Rows of the table (default ${DEFAULT-VALUE}).", defaultValue = "10000000")
    private long rows;

    @Option(names = "--hours", description = "Hours they lie in (default ${DEFAULT-VALUE}).", defaultValue = "48")
    private int hours;

    @Option(names = "--runs", description = "Runs of each query (default ${DEFAULT-VALUE}).", defaultValue = "15")
    private int runs;

    @Option(names = "--threads", description = "DuckDB's threads (default ${DEFAULT-VALUE}).", defaultValue = "2")
    private int threads;

    private QueryMeasurement() {}

    /** Runs the measurement and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new QueryMeasurement()).execute(args));
    }

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        MeasuredTable table = new MeasuredTable(rows, hours);
        try (DataDirectory directory = DataDirectory.temporary("query-measurement-");
                S3Fixture s3 = EmbeddedS3.start()) {
            QueryReport report = measure(table, s3, directory.path().toAbsolutePath());
            System.out.println(report.markdown());
            return report.reachesGoals() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private QueryReport measure(MeasuredTable table, S3Fixture s3, Path directory) {
        Path data = directory.resolve("query");
        QueryConfig warm = config(s3, data, data.resolve("cache"));
        long bytes = make(table, warm, directory);
        ColdLookup cold = cold(table, config(s3, data, directory.resolve("cold")), bytes);
        List<Timing> timings = new ArrayList<>();
        try (AskedService service = new AskedService(warm)) {
            for (int i = 0; i < WARM_UP_REQUESTS; i++) {
                service.ask("select 1");
            }
            // Reads every column of every file, so that all are here.
            service.ask("select max(hash(w)) from demo.web w");
            try (PlainDuck plain = new PlainDuck(files(data.resolve("cache")), warm.limits())) {
                for (QueryCase query : QueryCase.all(table)) {
                    timings.add(Timing.of(
                            query.name(), runs, () -> service.ask(query.sql()), () -> plain.ask(query.sql())));
                }
            }
        }
        String conditions =
                "%,d rows over %d hours in %d files of %,.1f MB in all; %d runs of each, in turn, after requests to warm up; %d threads and %d MiB of memory for each."
                        .formatted(rows, hours, hours, bytes / 1e6, runs, threads, MEMORY_MEBIBYTES);
        return new QueryReport(conditions, timings, cold);
    }

    private long make(MeasuredTable table, QueryConfig config, Path directory) {
        long start = System.nanoTime();
        try (TableMaker maker = new TableMaker(config.lake(), directory, threads)) {
            long bytes = maker.make(table, TABLE);
            System.err.printf(
                    "made %,d rows, %,d bytes, in %d s%n",
                    rows, bytes, Duration.ofNanos(System.nanoTime() - start).toSeconds());
            return bytes;
        }
    }

    private static ColdLookup cold(MeasuredTable table, QueryConfig config, long bytes) {
        QueryCase needle = QueryCase.needle(table);
        try (AskedService service = new AskedService(config)) {
            // Loads classes and connects, but touches no data file.
            service.ask("select 1");
            System.err.println(service.explain(needle.sql()));
            double before = service.fetchedBytes();
            String[] answer = new String[1];
            double millis = Timing.millis(() -> answer[0] = service.ask(needle.sql()));
            if (!answer[0].contains(table.needle())) {
                throw new BenchmarkException("the row looked up is not in the answer: " + answer[0], null);
            }
            return new ColdLookup(millis, service.fetchedBytes() - before, bytes);
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private QueryConfig config(S3Fixture s3, Path data, Path cache) {
        return new QueryConfig(
                new ServerConfig("127.0.0.1", 0, null),
                new ControlConfig(null, null, null),
                new StorageConfig(
                        "s3",
                        s3.endpoint(),
                        s3.bucket(),
                        s3.accessKey(),
                        new Secret(s3.secretKey()),
                        s3.region(),
                        true),
                new CatalogConfig("jdbc", null, null, null, Map.of()),
                data,
                new CacheConfig(DataSize.ofMebibytes(CACHE_MEBIBYTES), cache),
                new QueryLimits(100_000, Duration.ofMinutes(5), DataSize.ofMebibytes(MEMORY_MEBIBYTES), 4, threads, 16),
                null,
                SchemaRegistryConfig.NONE,
                TopicsConfig.DEFAULT,
                new TailConfig(
                        DataSize.ofMebibytes(16),
                        Duration.ofSeconds(5),
                        DataSize.ofMebibytes(16),
                        Duration.ofMinutes(1),
                        1_000),
                JobsConfig.DEFAULT,
                new LiveConfig(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                KeyConfig.DEFAULT,
                AuditConfig.DEFAULT,
                List.of());
    }
}
