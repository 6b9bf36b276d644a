package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports as JSON. */
final class TrialJson {

    private TrialJson() {}

    static String text(TrialReport report) {
        List<Object> samples = new ArrayList<>();
        report.samples().forEach(sample -> samples.add(sample(sample)));
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("complete", report.complete());
        object.put("samples", samples);
        return JsonWriter.text(object);
    }

    private static Map<String, @Nullable Object> sample(SampleReport sample) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("parse_nanos", sample.parseNanos());
        object.put("nanos", sample.nanos());
        object.put("outcome", outcome(sample));
        object.put("events", sample.events().stream().map(TrialJson::event).toList());
        return object;
    }

    private static Map<String, @Nullable Object> event(EventReport event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("event", (long) event.number());
        if (event.partOf() != null) {
            object.put("part_of", event.partOf().longValue());
        }
        object.put("steps", event.steps().stream().map(TrialJson::step).toList());
        return object;
    }

    private static Map<String, @Nullable Object> step(StepReport step) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        put(object, step.filter());
        switch (step.decision()) {
            case StepReport.Passed ignored -> object.put("verdict", "pass");
            case StepReport.Skipped ignored -> object.put("verdict", "skip");
            case StepReport.Dropped dropped -> {
                object.put("verdict", "drop");
                object.put("reason", dropped.reason());
            }
            case StepReport.Rejected rejected -> {
                object.put("verdict", "reject");
                object.put("code", rejected.code().name());
                object.put("detail", rejected.detail());
                object.put("on_error", rejected.onError().label());
            }
            case StepReport.Split split -> {
                object.put("verdict", "split");
                object.put("parts", (long) split.parts());
            }
            case StepReport.Routed routed -> {
                object.put("verdict", "route");
                object.put("dataset", routed.dataset());
            }
        }
        object.put("nanos", step.nanos());
        object.put("changed", step.changed());
        object.put("before", step.before());
        if (step.after() != null) {
            object.put("after", step.after());
        }
        return object;
    }

    private static Map<String, @Nullable Object> outcome(SampleReport sample) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        switch (sample.outcome()) {
            case Outcome.Emit emit -> {
                object.put("result", "emitted");
                object.put("count", (long) emit.events().size());
                object.put(
                        "events",
                        sample.results().stream().map(TrialJson::result).toList());
                object.put("dropped", emit.drops().stream().map(TrialJson::drop).toList());
            }
            case Outcome.Drop drop -> {
                object.put("result", "dropped");
                object.putAll(drop(drop));
            }
            case Outcome.Reject reject -> {
                object.put("result", "rejected");
                object.put("stage", reject.stage());
                reject.filter().ifPresent(filter -> put(object, filter));
                object.put("code", reject.code().name());
                object.put("detail", reject.detail());
            }
        }
        return object;
    }

    private static Map<String, @Nullable Object> result(SampleReport.Result result) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("event", (long) result.number());
        object.put("event_time", result.eventTime().toString());
        if (result.route() != null) {
            object.put("route", result.route());
        }
        object.put("body", result.body());
        return object;
    }

    private static Map<String, @Nullable Object> drop(Outcome.Drop drop) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        put(object, drop.filter());
        object.put("reason", drop.reason());
        return object;
    }

    /** The parser, which drops what says nothing, is no filter of the document and has no position in it. */
    private static void put(Map<String, @Nullable Object> object, FilterRef filter) {
        if (filter.index() >= 0) {
            object.put("filter", (long) filter.index());
        }
        object.put("type", filter.type());
    }
}
