package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.json.RawJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one sample.
 *
 * @param parseNanos how long it took to parse
 * @param nanos how long all took, with making this report
 * @param events the way of every event that it became
 * @param results the events that came out; none when the sample was dropped or rejected
 * @param outcome what became of it as a whole
 */
public record SampleReport(
        long parseNanos, long nanos, List<EventReport> events, List<Result> results, Outcome outcome) {

    /** Copies the lists. */
    public SampleReport {
        events = List.copyOf(events);
        results = List.copyOf(results);
    }

    /**
     * An event that came out.
     *
     * @param number its number among the sample's events
     * @param eventTime when it says it happened, else when it was received
     * @param route the dataset it goes to; null when it stays
     * @param body what it is
     */
    public record Result(
            int number, Instant eventTime, @Nullable String route, RawJson body) {}
}
