package io.bytefreezer.launcher.transform;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformedEvent;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.state.MemoryState;
import io.bytefreezer.transformations.trial.SampleReport;
import io.bytefreezer.transformations.trial.Trial;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies a plan to lines, one after the other, as if they were a partition of one dataset; keeps none. */
final class LineTransformer {

    private static final Context CONTEXT = new Context("local", "local");

    private final Plan plan;
    private final String format;
    private final boolean explains;
    private final Clock clock;
    private final PrintWriter err;
    private final MemoryState state = new MemoryState();
    private long line;
    private long emitted;
    private long dropped;
    private long rejected;

    LineTransformer(Plan plan, String format, boolean explains, Clock clock, PrintWriter err) {
        this.plan = plan;
        this.format = format;
        this.explains = explains;
        this.clock = clock;
        this.err = err;
    }

    /** Reads to the end; whether no line was rejected. */
    boolean run(InputStream in, OutputStream out) throws IOException {
        Lines lines = new Lines(in, Limits.DEFAULT.payloadBytes() + 1);
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        for (byte[] payload = lines.next(); payload != null; payload = lines.next()) {
            line++;
            if (payload.length > 0) {
                tell(outcome(payload), buffered);
            }
            if (lines.waits()) {
                // Somebody types, or wants to see what came of the line before.
                buffered.flush();
            }
        }
        buffered.flush();
        err.println(
                line + " lines: " + emitted + " events out, " + dropped + " dropped, " + rejected + " lines rejected");
        return rejected == 0;
    }

    private Outcome outcome(byte[] payload) {
        RawInput input = new RawInput(new UUID(0, line), clock.instant(), format, null, Map.of(), payload, 0, line);
        if (!explains) {
            return plan.apply(input, CONTEXT, state);
        }
        SampleReport sample = new Trial(plan, CONTEXT, System::nanoTime)
                .of(List.of(input), state)
                .samples()
                .getFirst();
        Explanation.print(line, sample, err);
        return sample.outcome();
    }

    private void tell(Outcome outcome, OutputStream out) throws IOException {
        switch (outcome) {
            case Outcome.Emit emit -> {
                for (TransformedEvent event : emit.events()) {
                    emitted++;
                    out.write(event.body());
                    out.write('\n');
                    if (event.route() != null) {
                        err.println("line " + line + ": routed to dataset '" + event.route() + "'");
                    }
                }
                emit.drops().forEach(this::tell);
            }
            case Outcome.Drop drop -> tell(drop);
            case Outcome.Reject reject -> {
                rejected++;
                String by = reject.filter().map(FilterRef::toString).orElse("the parser");
                err.println("line " + line + ": rejected by " + by + ": " + reject.code() + ", " + reject.detail());
            }
        }
    }

    private void tell(Outcome.Drop drop) {
        dropped++;
        String by = drop.filter().index() < 0 ? "the parser" : drop.filter().toString();
        err.println("line " + line + ": dropped by " + by + ": " + drop.reason());
    }
}
