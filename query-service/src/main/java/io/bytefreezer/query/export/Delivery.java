package io.bytefreezer.query.export;

import io.bytefreezer.query.export.ExportException.Kind;
import io.bytefreezer.query.export.destination.Delivered;
import io.bytefreezer.query.export.destination.ExportRow;
import io.bytefreezer.query.export.destination.Target;
import io.bytefreezer.query.export.destination.TargetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to a target: what may be taken later is sent again with growing pauses, what is too large in halves, what
 * will never be taken goes to the rejected rows. For one thread.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration PAUSE_LEAST = Duration.ofMillis(500);
    private static final Duration PAUSE_MOST = Duration.ofSeconds(30);

    private final Target target;
    private final ExportState state;
    private final Duration retryFor;
    private final Pauses pauses;
    private final Clock clock;
    private long sent;
    private long rejected;

    Delivery(Target target, ExportState state, Duration retryFor, Pauses pauses, Clock clock) {
        this.target = target;
        this.state = state;
        this.retryFor = retryFor;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** Rows that have arrived. */
    long sent() {
        return sent;
    }

    /** Rows that the target will never take. */
    long rejected() {
        return rejected;
    }

    /** Sends rows; when this returns, each has arrived or is among the rejected. */
    void send(List<ExportRow> rows) throws ExportException {
        List<ExportRow> left = rows;
        Instant giveUp = clock.instant().plus(retryFor);
        for (int failures = 1; !left.isEmpty(); failures++) {
            Duration pause = growing(failures);
            String why;
            try {
                Delivered said = target.send(left);
                reject(said.rejected());
                sent += left.size() - said.again().size() - said.rejected().size();
                // What got on shows that the target works: the time begins anew.
                giveUp = said.again().size() < left.size() ? clock.instant().plus(retryFor) : giveUp;
                left = said.again();
                why = "it asks for " + left.size() + " rows again";
            } catch (TargetException e) {
                if (e.kind() == TargetException.Kind.TOO_LARGE) {
                    halves(left, e);
                    return;
                }
                why = retryable(e);
                pause = e.pause().orElse(pause);
            }
            if (!left.isEmpty()) {
                pause(pause, giveUp, why);
            }
        }
    }

    private void halves(List<ExportRow> rows, TargetException tooLarge) throws ExportException {
        if (rows.size() == 1) {
            reject(List.of(new Delivered.Rejected(rows.getFirst(), String.valueOf(tooLarge.getMessage()))));
            return;
        }
        send(rows.subList(0, rows.size() / 2));
        send(rows.subList(rows.size() / 2, rows.size()));
    }

    private void reject(List<Delivered.Rejected> rows) throws ExportException {
        if (!rows.isEmpty()) {
            state.reject(rows, clock.instant());
            rejected += rows.size();
        }
    }

    private static String retryable(TargetException e) throws ExportException {
        if (e.kind() == TargetException.Kind.REFUSED) {
            throw new ExportException(Kind.WRONG, String.valueOf(e.getMessage()), e);
        }
        return String.valueOf(e.getMessage());
    }

    private static Duration growing(int failures) {
        Duration pause = PAUSE_LEAST.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(PAUSE_MOST) < 0 ? pause : PAUSE_MOST;
    }

    private void pause(Duration pause, Instant giveUp, String why) throws ExportException {
        LOG.debug("Sending again in {}: {}", pause, why);
        if (clock.instant().plus(pause).isAfter(giveUp)) {
            throw new ExportException(
                    Kind.NO_ANSWER, "the target took nothing for " + retryFor.toSeconds() + " s: " + why);
        }
        if (!pauses.pause(pause)) {
            throw new ExportException(Kind.NO_ANSWER, "stopped while waiting for the target: " + why);
        }
    }
}
