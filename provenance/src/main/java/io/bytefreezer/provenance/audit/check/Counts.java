package io.bytefreezer.provenance.audit.check;

import java.util.Optional;

/**
 * What was counted. Immutable.
 *
 * @param records raw records
 * @param rows rows of the lake
 * @param letters records with a dead letter
 * @param judged what judging records again has told; nothing unless they were
 */
public record Counts(long records, long rows, long letters, Judged judged) {

    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, Judged.NONE);

    /**
     * Records and events without a row, and why that is right.
     *
     * @param dropped what a rule drops: records, or single events of records that become several
     * @param rejected records without a dead letter that a rule refuses
     * @param routed what a rule sends to other datasets: records, or single events of records that become several
     * @param unproven records and events that a filter may have dropped for what it remembered then; nobody can tell now
     * @param expired records and events whose rows retention removed
     * @param erased records and events whose rows were erased on request
     */
    public record Judged(long dropped, long rejected, long routed, long unproven, long expired, long erased) {

        /** Nothing. */
        public static final Judged NONE = new Judged(0, 0, 0, 0, 0, 0);

        /** Where rules were not asked. */
        public static Judged gone(long expired, long erased) {
            return new Judged(0, 0, 0, 0, expired, erased);
        }

        /** Both together. */
        public Judged plus(Judged other) {
            return new Judged(
                    dropped + other.dropped,
                    rejected + other.rejected,
                    routed + other.routed,
                    unproven + other.unproven,
                    expired + other.expired,
                    erased + other.erased);
        }
    }

    /** What is seen without judging anything. */
    public static Counts seen(long records, long rows, long letters) {
        return new Counts(records, rows, letters, Judged.NONE);
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                records + other.records, rows + other.rows, letters + other.letters, judged.plus(other.judged));
    }

    /**
     * What the numbers alone say. One record lost and another one's row doubled are not seen by them.
     *
     * @param mayBeRight whether records may rightly have neither row nor dead letter
     */
    public Optional<Finding> check(boolean mayBeRight) {
        long accounted = rows + letters + judged.expired() + judged.erased();
        if (accounted < records) {
            return Optional.of(new Finding.Missing(records - accounted, mayBeRight));
        }
        return accounted > records ? Optional.of(new Finding.Surplus(accounted - records)) : Optional.empty();
    }
}
