package io.bytefreezer.benchmarks.report;

/** How far events came, in the order in which a run waits for it. */
public enum Stage {
    /** The webhook answered 200 for every event. */
    ACKNOWLEDGED("acknowledged"),
    /** The piper has committed them to the processed topic. */
    PROCESSED("processed"),
    /** They are in raw objects that are complete. */
    LANDED("in raw objects"),
    /** A query counts them. */
    QUERYABLE("queryable");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** What it is called in the table. */
    public String label() {
        return label;
    }
}
