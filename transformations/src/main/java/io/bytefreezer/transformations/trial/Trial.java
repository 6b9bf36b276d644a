package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.state.KeyedState;
import io.bytefreezer.transformations.state.MemoryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tries a plan on samples: what every filter did with every event, how long it took, and what came of it. The outcomes are those
 * that the plan gives without anybody watching.
 */
public final class Trial {

    /** Most samples of one trial. */
    public static final int SAMPLES_MAX = 100;

    /** Longest report, about: what goes over it is left out, and the report says so. */
    public static final int REPORT_CHARS_MAX = 4 * 1024 * 1024;

    /** Longest time that samples are tried; those that are left then are left out, and the report says so. */
    public static final Duration TIME_MAX = Duration.ofSeconds(10);

    private final Plan plan;
    private final Context context;
    private final LongSupplier nanoClock;

    /**
     * A trial.
     *
     * @param plan what to try
     * @param context whose events the samples are
     * @param nanoClock a clock that counts nanoseconds from any time on, such as {@code System::nanoTime}
     */
    public Trial(Plan plan, Context context, LongSupplier nanoClock) {
        this.plan = plan;
        this.context = context;
        this.nanoClock = nanoClock;
    }

    /** Tries samples as the first events of their partition, one after the other. */
    public TrialReport of(List<RawInput> samples) {
        return of(samples, new MemoryState());
    }

    /**
     * Tries samples, one after the other.
     *
     * @param samples at most {@link #SAMPLES_MAX}
     * @param state what filters remember of earlier events, and change
     */
    public TrialReport of(List<RawInput> samples, KeyedState state) {
        if (samples.size() > SAMPLES_MAX) {
            throw new IllegalArgumentException(
                    samples.size() + " samples; at most " + SAMPLES_MAX + " are tried at once");
        }
        Budget budget = new Budget(REPORT_CHARS_MAX);
        List<SampleReport> reports = new ArrayList<>();
        long start = nanoClock.getAsLong();
        for (RawInput sample : samples) {
            if (nanoClock.getAsLong() - start > TIME_MAX.toNanos()) {
                return new TrialReport(false, reports);
            }
            Tracer tracer = new Tracer(nanoClock, budget);
            Outcome outcome = plan.apply(sample, context, state, tracer);
            reports.add(tracer.report(outcome));
        }
        return new TrialReport(!budget.isSpent(), reports);
    }
}
