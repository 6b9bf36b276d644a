package io.bytefreezer.receiver;

import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.plan.Finding;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task counts. Written by its thread, read by any. */
final class LandingCounters {

    private static final Logger LOG = LoggerFactory.getLogger(LandingCounters.class);

    /** What is counted; the lower case name with {@code -total} is the metric's. */
    enum Count {
        RECORDS_READ("records taken into an object; one that is read again counts again"),
        RECORDS_UNDECODED("of these, records that hold no event and are kept as they are"),
        RECORDS_LANDED("records in objects this task published"),
        OBJECTS_PUBLISHED("objects this task published"),
        OBJECTS_OVERTAKEN("objects this task gave up since another had published them"),
        OFFSETS_LOST("offsets that left the log before they were landed"),
        LOGS_REPLACED("times a log was not the one landed from before");

        private final String description;

        Count(String description) {
            this.description = description;
        }
    }

    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
    private volatile String problem = "";

    LandingCounters() {
        for (Count count : Count.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    /** Counters that Connect shows among its metrics, where it is new enough for that. */
    static LandingCounters registeredIn(SinkTaskContext context) {
        LandingCounters counters = new LandingCounters();
        try {
            PluginMetrics metrics = context.pluginMetrics();
            counters.counts.forEach((count, value) -> metrics.addMetric(
                    metrics.metricName(metricName(count), count.description, new LinkedHashMap<>()),
                    (Gauge<Long>) (config, now) -> value.get()));
            metrics.addMetric(
                    metrics.metricName(
                            "problem", "why nothing is landed at the moment, or nothing", new LinkedHashMap<>()),
                    (Gauge<String>) (config, now) -> counters.problem);
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LOG.info("this Connect worker is older than 4.1: the task's own metrics are not shown");
        }
        return counters;
    }

    private static String metricName(Count count) {
        return count.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
    }

    void landing(RawObjectRecord record) {
        add(Count.RECORDS_READ, 1);
        if (record.undecoded() != null) {
            add(Count.RECORDS_UNDECODED, 1);
        }
    }

    void published(long records) {
        add(Count.OBJECTS_PUBLISHED, 1);
        add(Count.RECORDS_LANDED, records);
    }

    void overtaken() {
        add(Count.OBJECTS_OVERTAKEN, 1);
    }

    void lost(Finding.Gap gap) {
        add(Count.OFFSETS_LOST, gap.to() - gap.from() + 1);
    }

    void replaced() {
        add(Count.LOGS_REPLACED, 1);
    }

    /** Something is away, and is tried again until it is back. */
    void failing(String why) {
        if (problem.isEmpty()) {
            LOG.warn("nothing is landed at the moment, it is tried again until it works: {}", why);
        }
        problem = why;
    }

    /** It works. */
    void well() {
        if (!problem.isEmpty()) {
            LOG.info("landing goes on");
            problem = "";
        }
    }

    /** Why nothing is landed at the moment; empty when all is well. */
    String problem() {
        return problem;
    }

    /** What was counted so far. */
    long value(Count count) {
        return counter(count).get();
    }

    private void add(Count count, long n) {
        counter(count).addAndGet(n);
    }

    private AtomicLong counter(Count count) {
        AtomicLong counter = counts.get(count);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + count);
        }
        return counter;
    }
}
