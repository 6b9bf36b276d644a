package io.bytefreezer.benchmarks.transform;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.grok.GrokDictionary;
import io.bytefreezer.transformations.grok.GrokMatch;
import io.bytefreezer.transformations.grok.GrokPattern;
import io.bytefreezer.transformations.option.Problems;
import java.util.Map;
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

/** Our grok and opensearch-grok on the same lines: from a text to named values, or to the news that it does not match. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrokBenchmark {

    /** What is measured. */
    @Param
    private GrokCase lines = GrokCase.APACHE_COMBINED;

    private GrokPattern ours = ours(lines);
    private Grok library = library(lines);

    /** Compiles the patterns. */
    @Setup
    public void compile() {
        ours = ours(lines);
        library = library(lines);
    }

    private static GrokPattern ours(GrokCase lines) {
        Problems problems = new Problems(Map.of());
        return GrokPattern.compile(
                        lines.pattern(), new GrokDictionary(Map.of()), false, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new IllegalStateException(problems.found().toString()));
    }

    private static Grok library(GrokCase lines) {
        return new Grok(Grok.BUILTIN_PATTERNS, lines.pattern(), message -> {});
    }

    /** A line that matches, by ours. */
    @Benchmark
    public GrokMatch oursMatch() {
        return ours.match(lines.match());
    }

    /** A line that matches, by the library. */
    @Benchmark
    public @Nullable Map<String, Object> theirsMatch() {
        return library.captures(lines.match());
    }

    /** A line that does not match, by ours. */
    @Benchmark
    public GrokMatch oursMiss() {
        return ours.match(lines.miss());
    }

    /** A line that does not match, by the library. */
    @Benchmark
    public @Nullable Map<String, Object> theirsMiss() {
        return library.captures(lines.miss());
    }
}
