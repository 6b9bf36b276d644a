package io.bytefreezer.provenance.audit.check;

import java.util.Optional;

/**
 * What was counted. Immutable.
 *
 * @param records raw records
 * @param rows rows of the lake
 * @param letters records with a dead letter
 * @param dropped records that a rule drops; 0 unless they were judged again
 * @param rejected records without a dead letter that a rule refuses; 0 unless they were judged again
 */
public record Counts(long records, long rows, long letters, long dropped, long rejected) {

    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                records + other.records,
                rows + other.rows,
                letters + other.letters,
                dropped + other.dropped,
                rejected + other.rejected);
    }

    /**
     * What the numbers alone say. One record lost and another one's row doubled are not seen by them.
     *
     * @param mayBeRight whether records may rightly have neither row nor dead letter
     */
    public Optional<Finding> check(boolean mayBeRight) {
        long accounted = rows + letters;
        if (accounted < records) {
            return Optional.of(new Finding.Missing(records - accounted, mayBeRight));
        }
        return accounted > records ? Optional.of(new Finding.Surplus(accounted - records)) : Optional.empty();
    }
}
