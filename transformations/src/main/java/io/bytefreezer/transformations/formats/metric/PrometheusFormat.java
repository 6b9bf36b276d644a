package io.bytefreezer.transformations.formats.metric;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.EventBudget;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.time.EpochUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples in the text format of Prometheus, as its "Exposition formats", version 0.0.4, defines it, and in that of OpenMetrics
 * 1.0.
 */
public record PrometheusFormat() implements Format {

    private static final String OPEN_METRICS_END = "# EOF";

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "prometheus",
            "Samples in the text format of Prometheus (0.0.4), one event a sample, with the `type`, `help` and `unit`"
                    + " of its family. Numbers keep their digits; NaN, +Inf and -Inf, which JSON does not have, are texts."
                    + " A payload that ends with `# EOF` is OpenMetrics: its timestamps are seconds, and samples may have"
                    + " exemplars.",
            List.of(
                    "prometheus",
                    "prom",
                    "openmetrics",
                    "application/openmetrics-text",
                    "text/plain; version=0.0.4",
                    "text/plain;version=0.0.4",
                    "text/plain; version=0.0.4; charset=utf-8",
                    "text/plain;version=0.0.4;charset=utf-8"),
            Detector.NEVER,
            List.of(),
            options -> new PrometheusFormat(),
            List.of(
                    FormatExample.events("A histogram's bucket and a gauge", """
                            # HELP http_seconds Time a request took.
                            # TYPE http_seconds histogram
                            http_seconds_bucket{path="/a\\"b",le="+Inf"} 144320 1791756855123
                            up{job="web"} NaN
                            """, """
                            {"name": "http_seconds_bucket", "type": "histogram", "help": "Time a request took.",
                             "labels": {"path": "/a\\"b", "le": "+Inf"}, "value": 144320,
                             "timestamp": "2026-10-11T22:14:15.123Z"}""", """
                            {"name": "up", "type": "untyped", "labels": {"job": "web"}, "value": "NaN"}"""),
                    FormatExample.events("OpenMetrics, with an exemplar", """
                            # TYPE jobs counter
                            # UNIT jobs jobs
                            jobs_total 17 1791756855.5 # {trace_id="4bf9"} 1.0
                            # EOF
                            """, """
                            {"name": "jobs_total", "type": "counter", "unit": "jobs", "labels": {}, "value": 17,
                             "timestamp": "2026-10-11T22:14:15.500Z",
                             "exemplar": {"labels": {"trace_id": "4bf9"}, "value": 1.0}}"""),
                    FormatExample.rejected("No value", "up{job=\"web\"}", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        Limits limits = scope.limits();
        return input -> samples(Text.of(input.payload()), limits);
    }

    private static List<Map<String, @Nullable Object>> samples(Text text, Limits limits) throws EventException {
        EpochUnit unit = text.value().stripTrailing().endsWith(OPEN_METRICS_END) ? EpochUnit.SECONDS : EpochUnit.MILLIS;
        PrometheusFamilies families = new PrometheusFamilies();
        EventBudget budget = new EventBudget(limits);
        List<Map<String, @Nullable Object>> samples = new ArrayList<>();
        int at = 0;
        while (at < text.value().length()) {
            int end = text.value().indexOf('\n', at);
            end = end < 0 ? text.value().length() : end;
            String line = text.value().substring(at, end).strip();
            at = end + 1;
            if (line.startsWith("#")) {
                families.comment(line);
            } else if (!line.isEmpty()) {
                samples.add(event(new PrometheusSample(line, unit, limits.fieldNameChars()).read(), families, budget));
            }
        }
        if (!samples.isEmpty()) {
            text.addRaw(samples.getFirst());
        }
        return samples;
    }

    /** A sample with what its family says of it, in the order in which people read it. */
    private static Map<String, @Nullable Object> event(
            Map<String, @Nullable Object> sample, PrometheusFamilies families, EventBudget budget)
            throws EventException {
        PrometheusFamilies.Family family = families.of(String.valueOf(sample.get("name")));
        String help = family.help();
        String unit = family.unit();
        budget.spend(
                family.type().length() + (help == null ? 0L : help.length()) + (unit == null ? 0L : unit.length()));
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("name", sample.get("name"));
        event.put("type", family.type());
        if (help != null) {
            event.put("help", help);
        }
        if (unit != null) {
            event.put("unit", unit);
        }
        sample.forEach(event::putIfAbsent);
        return event;
    }
}
