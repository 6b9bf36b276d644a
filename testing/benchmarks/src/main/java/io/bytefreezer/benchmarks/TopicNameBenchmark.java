package io.bytefreezer.benchmarks;

import io.bytefreezer.schemas.name.Topics;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a topic's name, which receiver and piper do for every record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopicNameBenchmark {

    private final String topic = "bytefreezer.raw.acme-eu.web-logs";

    /** A name of one of our topics. */
    @Benchmark
    public Optional<Topics.Parsed> parse() {
        return Topics.DEFAULT.parse(topic);
    }
}
