package io.bytefreezer.query.job;

import java.util.Locale;

/** How far a job is; the lower-case name stands in answers and metrics. */
public enum JobPhase {
    /** It waits for its turn. */
    QUEUED,
    /** It runs. */
    RUNNING,
    /** Its result can be read. */
    SUCCEEDED,
    /** It did not end well. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED;

    /** As it stands in answers and metrics, e.g. {@code queued}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
