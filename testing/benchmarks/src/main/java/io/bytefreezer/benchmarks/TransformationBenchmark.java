package io.bytefreezer.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.EventCodec;
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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs in the piper, beside what Streams itself costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TransformationBenchmark {

    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07Z");
    private static final Context CONTEXT = new Context("demo", "web");
    private static final UUID ID = new UUID(1, 2);

    private final EventCodec codec = EventCodec.withFixedIds();
    private final RawInput json = input(
            "application/json",
            "{\"timestamp\":\"2026-03-04T05:06:06Z\",\"host\":\"web-1\",\"method\":\"GET\",\"path\":\"/api/orders/42\","
                    + "\"status\":200,\"bytes\":18233,\"duration_ms\":42,\"client\":\"192.0.2.7\",\"agent\":\"curl/8.5.0\"}");
    private final RawInput access = input(
            "text/plain",
            "192.0.2.7 - alice [04/Mar/2026:05:06:06 +0000] \"GET /api/orders/42 HTTP/1.1\" 200 18233"
                    + " \"https://shop.example/\" \"curl/8.5.0\"");
    private final RawInput syslog = input(
            "syslog",
            "<38>Mar  4 05:06:06 gate-1 sshd[2211]: Failed password for root from 203.0.113.9 port 52122 ssh2");
    private final Plan passthrough = Plan.passthrough();
    private final Plan grok = plan("{\"parse\": \"text\", \"filters\": [{\"type\": \"grok\","
            + " \"config\": {\"pattern\": \"%{COMBINEDAPACHELOG}\"}}]}");

    /** A JSON event parsed and written again. */
    @Benchmark
    public Outcome passJsonOn() {
        return passthrough.apply(json, CONTEXT);
    }

    /** A syslog event taken apart. */
    @Benchmark
    public Outcome parseSyslog() {
        return passthrough.apply(syslog, CONTEXT);
    }

    /** A line of an access log by grok. */
    @Benchmark
    public Outcome grokAccessLog() {
        return grok.apply(access, CONTEXT);
    }

    /** Encoding and decoding on the way through Kafka, twice. */
    @Benchmark
    public ProcessedEvent wireFormat() {
        RawEvent raw = new RawEvent(ID, RECEIVED, "webhook", null, json.format(), Map.of(), json.payload());
        RawEvent read = codec.decodeRaw(codec.encode("raw", raw));
        ProcessedEvent processed =
                new ProcessedEvent(read.eventId(), RECEIVED, read.receivedAt(), 1, 0, 1, read.payload());
        return codec.decodeProcessed(codec.encode("processed", processed));
    }

    private static RawInput input(String format, String payload) {
        return new RawInput(ID, RECEIVED, format, null, Map.of(), payload.getBytes(UTF_8), 0, 1);
    }

    private static Plan plan(String document) {
        return switch (TransformationCompiler.compile(document, Limits.DEFAULT)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }
}
