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
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.time.EpochUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points in InfluxDB's line protocol, as InfluxData's "Line protocol reference" (InfluxDB 2) defines it.
 *
 * @param precision what timestamps count
 */
public record InfluxFormat(String precision) implements Format {

    private static final Option<String> PRECISION = Option.choice(
                    "precision", List.of("ns", "us", "ms", "s"), "What timestamps count since 1970.")
            .defaultsTo("ns");

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "influx",
            "Points in InfluxDB's line protocol, one event a point: `measurement`, `tags`, `fields` and `timestamp`,"
                    + " which is RFC 3339. Numbers keep every digit, with the suffixes `i` and `u` or without.",
            List.of("influx", "application/x-influx-line-protocol"),
            Detector.NEVER,
            List.of(PRECISION),
            options -> new InfluxFormat(options.get(PRECISION)),
            List.of(
                    FormatExample.events("Two points", """
                            cpu,host=web1,region=eu\\ west usage=0.64,cores=8i 1791756855123456789
                            disk,path=/var full=t,note="80% \\"soft\\" limit",bytes=18446744073709551615u
                            """, """
                            {"measurement": "cpu", "tags": {"host": "web1", "region": "eu west"},
                             "fields": {"usage": 0.64, "cores": 8}, "timestamp": "2026-10-11T22:14:15.123456789Z"}""", """
                            {"measurement": "disk", "tags": {"path": "/var"},
                             "fields": {"full": true, "note": "80% \\"soft\\" limit", "bytes": 18446744073709551615}}"""),
                    FormatExample.configured("Times in seconds", """
                            {"precision": "s"}""", "load v=1.50 1791756855", """
                            {"measurement": "load", "tags": {}, "fields": {"v": 1.50},
                             "timestamp": "2026-10-11T22:14:15Z"}"""),
                    FormatExample.rejected("No field", "cpu,host=web1 1791756855", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        EpochUnit unit = switch (precision) {
            case "s" -> EpochUnit.SECONDS;
            case "ms" -> EpochUnit.MILLIS;
            case "us" -> EpochUnit.MICROS;
            default -> EpochUnit.NANOS;
        };
        Limits limits = scope.limits();
        return input -> points(Text.of(input.payload()), unit, limits);
    }

    private static List<Map<String, @Nullable Object>> points(Text text, EpochUnit unit, Limits limits)
            throws EventException {
        List<Map<String, @Nullable Object>> points = new ArrayList<>();
        InfluxPoint reader = new InfluxPoint(text.value(), unit, limits.fieldNameChars());
        EventBudget budget = new EventBudget(limits);
        while (reader.hasNext()) {
            budget.spend(0);
            points.add(reader.next());
        }
        if (!points.isEmpty()) {
            text.addRaw(points.getFirst());
        }
        return points;
    }
}
