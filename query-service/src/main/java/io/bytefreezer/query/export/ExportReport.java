package io.bytefreezer.query.export;

/**
 * What a run did.
 *
 * @param sent rows that have arrived
 * @param rejected rows that the target will never take
 * @param steps steps that are complete
 */
public record ExportReport(long sent, long rejected, int steps) {

    /** In words. */
    public String summary() {
        return sent + " rows sent in " + steps + " steps" + (rejected == 0 ? "" : ", " + rejected + " rejected");
    }
}
