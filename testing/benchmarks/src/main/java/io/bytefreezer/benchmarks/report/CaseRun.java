package io.bytefreezer.benchmarks.report;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One run of a case through all hops, every event of which was found at the end.
 *
 * @param events events that were sent
 * @param after how long after the first send all of them had come so far
 * @param cpu processor time of each process from the first send until the last stage, by its name
 * @param repeated how often the proxy asked to send a batch again
 * @param stored what they take on S3
 */
public record CaseRun(
        long events, Map<Stage, Duration> after, SequencedMap<String, Duration> cpu, long repeated, Stored stored) {

    /** Copies the maps. */
    public CaseRun {
        after = Collections.unmodifiableMap(new EnumMap<>(after));
        cpu = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cpu));
    }

    /**
     * What a dataset takes on S3.
     *
     * @param events its events, also those from before the measurement
     * @param rawBytes bytes of its raw objects
     * @param lakeBytes bytes of its data files in the lake
     */
    public record Stored(long events, long rawBytes, long lakeBytes) {}

    double rate(Stage stage) {
        return Figures.rate(events, after.getOrDefault(stage, Duration.ZERO));
    }

    double cost(String process) {
        return Figures.perMillion(cpu.getOrDefault(process, Duration.ZERO), events);
    }

    double rawBytesPerEvent() {
        return (double) stored.rawBytes() / stored.events();
    }

    double lakeBytesPerEvent() {
        return (double) stored.lakeBytes() / stored.events();
    }
}
