package io.bytefreezer.benchmarks.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.opensearch.grok.Grok;

/** An event's whole way through a pipeline with a grok, from bytes to bytes, beside opensearch-grok's captures alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {

    private static final Context CONTEXT = new Context("demo", "logs");

    /** What is measured. */
    @Param({"SYSLOG_AUTH", "APACHE_COMBINED", "JSON_BY_GROK", "CEF_BY_GROK", "CSV_BY_GROK"})
    private GrokCase lines = GrokCase.APACHE_COMBINED;

    private Plan plan = plan(lines);
    private RawInput input = input(lines);
    private Grok library = library(lines);

    /** Compiles the pipeline. */
    @Setup
    public void compile() {
        plan = plan(lines);
        input = input(lines);
        library = library(lines);
    }

    private static Plan plan(GrokCase lines) {
        String pattern = lines.pattern().replace("\\", "\\\\").replace("\"", "\\\"");
        String document = "{\"parse\": \"text\", \"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \""
                + pattern + "\"}}]}";
        return switch (TransformationCompiler.compile(document, Limits.DEFAULT)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    private static RawInput input(GrokCase lines) {
        byte[] payload = lines.match().getBytes(UTF_8);
        return new RawInput(
                new UUID(1, 2), Instant.parse("2026-03-04T05:06:07Z"), "text/plain", null, Map.of(), payload, 0, 1);
    }

    private static Grok library(GrokCase lines) {
        return new Grok(Grok.BUILTIN_PATTERNS, lines.pattern(), message -> {});
    }

    /** The pipeline. */
    @Benchmark
    public Outcome pipeline() {
        return plan.apply(input, CONTEXT);
    }

    /** The library, to measure by. */
    @Benchmark
    public @Nullable Map<String, Object> theirGrok() {
        return library.captures(lines.match());
    }
}
