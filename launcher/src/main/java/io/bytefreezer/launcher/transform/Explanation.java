package io.bytefreezer.launcher.transform;

import io.bytefreezer.transformations.trial.EventReport;
import io.bytefreezer.transformations.trial.SampleReport;
import io.bytefreezer.transformations.trial.StepReport;
import java.io.PrintWriter;

/** Prints the way of a line through the filters for people. */
final class Explanation {

    private Explanation() {}

    static void print(long line, SampleReport sample, PrintWriter out) {
        out.println("line " + line + ": parsed in " + micros(sample.parseNanos()));
        for (EventReport event : sample.events()) {
            String part = event.partOf() == null ? "" : ", part of event " + event.partOf();
            if (sample.events().size() > 1) {
                out.println("  event " + event.number() + part);
            }
            event.steps().forEach(step -> print(step, out));
        }
    }

    private static void print(StepReport step, PrintWriter out) {
        out.println("  " + step.filter() + " " + decision(step.decision()) + " in " + micros(step.nanos()));
        if (step.changed() && step.after() != null) {
            out.println("    - " + step.before().text());
            out.println("    + " + step.after().text());
        }
    }

    private static String decision(StepReport.Decision decision) {
        return switch (decision) {
            case StepReport.Passed ignored -> "passed";
            case StepReport.Skipped ignored -> "skipped, its condition does not hold,";
            case StepReport.Dropped dropped -> "dropped it for '" + dropped.reason() + "'";
            case StepReport.Rejected rejected ->
                "failed with " + rejected.code() + " (" + rejected.detail() + "), on_error "
                        + rejected.onError().label() + ",";
            case StepReport.Split split -> "split it into " + split.parts();
            case StepReport.Routed routed -> "routed it to '" + routed.dataset() + "'";
        };
    }

    private static String micros(long nanos) {
        return nanos / 1_000 + " µs";
    }
}
