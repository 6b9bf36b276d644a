package io.bytefreezer.benchmarks.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.grok.GrokDictionary;
import io.bytefreezer.transformations.grok.GrokMatch;
import io.bytefreezer.transformations.grok.GrokPattern;
import io.bytefreezer.transformations.option.Problems;
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

/**
 * An event's whole way through a pipeline, from bytes to bytes, and what its parsing alone takes, beside opensearch-grok's captures
 * of the same line, which neither decode nor encode anything.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {

    private static final Context CONTEXT = new Context("demo", "logs");

    /** What is measured. */
    @Param
    private PipelineCase lines = PipelineCase.APACHE_COMBINED;

    private Plan plan = plan(lines);
    private Extraction extraction = Extraction.of(lines);
    private RawInput line = input(lines.line());
    private RawInput broken = input(lines.broken());
    private GrokPattern grok = grok(lines);
    private Grok library = library(lines);

    /** Compiles the pipeline, and makes sure that it takes the one line and not the other. */
    @Setup
    public void compile() {
        plan = plan(lines);
        extraction = Extraction.of(lines);
        line = input(lines.line());
        broken = input(lines.broken());
        grok = grok(lines);
        library = library(lines);
        boolean takes = plan.apply(line, CONTEXT) instanceof Outcome.Emit && library.captures(lines.line()) != null;
        boolean refuses =
                plan.apply(broken, CONTEXT) instanceof Outcome.Reject && library.captures(lines.broken()) == null;
        if (!takes || !refuses) {
            throw new IllegalStateException(
                    lines + ": takes its line " + takes + ", refuses the broken one " + refuses);
        }
    }

    private static Plan plan(PipelineCase lines) {
        return switch (TransformationCompiler.compile(lines.document(), Limits.DEFAULT)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    private static RawInput input(String line) {
        return new RawInput(
                new UUID(1, 2),
                Instant.parse("2026-03-04T05:06:07Z"),
                "text/plain",
                null,
                Map.of(),
                line.getBytes(UTF_8),
                0,
                1);
    }

    private static GrokPattern grok(PipelineCase lines) {
        Problems problems = new Problems(Map.of());
        return GrokPattern.compile(
                        lines.pattern(), new GrokDictionary(Map.of()), false, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new IllegalStateException(problems.found().toString()));
    }

    private static Grok library(PipelineCase lines) {
        return new Grok(Grok.BUILTIN_PATTERNS, lines.pattern(), message -> {});
    }

    /** The whole pipeline, from bytes to bytes. */
    @Benchmark
    public Outcome pipeline() {
        return plan.apply(line, CONTEXT);
    }

    /** From bytes to fields. */
    @Benchmark
    public Object oursLine() {
        return extraction.of(line);
    }

    /** From bytes to the news that they are broken. */
    @Benchmark
    public Object oursBroken() {
        return extraction.of(broken);
    }

    /** Our grok, from a text to fields. */
    @Benchmark
    public GrokMatch oursByGrokLine() {
        return grok.match(lines.line());
    }

    /** Our grok, from a text to the news that it does not match. */
    @Benchmark
    public GrokMatch oursByGrokBroken() {
        return grok.match(lines.broken());
    }

    /** The library, from a text to fields. */
    @Benchmark
    public @Nullable Map<String, Object> theirsLine() {
        return library.captures(lines.line());
    }

    /** The library, from a text to the news that it does not match. */
    @Benchmark
    public @Nullable Map<String, Object> theirsBroken() {
        return library.captures(lines.broken());
    }
}
