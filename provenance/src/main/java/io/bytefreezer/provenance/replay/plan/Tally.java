package io.bytefreezer.provenance.replay.plan;

/**
 * What became of raw records: each is emitted, dropped or rejected.
 *
 * @param records raw records
 * @param emitted records that became rows
 * @param rows rows they became
 * @param dropped records that a rule dropped
 * @param rejected records that went to the dead letters
 * @param routed events that rules send to other datasets, which a replay does not do
 */
public record Tally(long records, long emitted, long rows, long dropped, long rejected, long routed) {

    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /** With one more record that became rows. */
    public Tally emit(int more) {
        return new Tally(records + 1, emitted + 1, rows + more, dropped, rejected, routed);
    }

    /** With one more record that was dropped. */
    public Tally drop() {
        return new Tally(records + 1, emitted, rows, dropped + 1, rejected, routed);
    }

    /** With one more record that was rejected. */
    public Tally reject() {
        return new Tally(records + 1, emitted, rows, dropped, rejected + 1, routed);
    }

    /** With more events of the records counted so far that belong to other datasets. */
    public Tally route(int more) {
        return new Tally(records, emitted, rows, dropped, rejected, routed + more);
    }

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                records + other.records,
                emitted + other.emitted,
                rows + other.rows,
                dropped + other.dropped,
                rejected + other.rejected,
                routed + other.routed);
    }
}
