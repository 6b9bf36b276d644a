package io.bytefreezer.provenance.replay.plan;

/**
 * When a step is complete: at whichever comes first.
 *
 * @param records raw records
 * @param bytes bytes of raw records
 * @param hours different hours of event time: each becomes a file
 * @param letterBytes bytes of dead letters, which wait in memory until the step is committed
 */
public record StepLimits(long records, long bytes, int hours, long letterBytes) {

    /** Half a million records or 256 MiB. */
    public static final StepLimits DEFAULT = new StepLimits(500_000, 256L << 20, 64, 16L << 20);

    /**
     * @throws IllegalArgumentException when a step could never hold a record
     */
    public StepLimits {
        if (records < 1 || bytes < 1 || hours < 1 || letterBytes < 1) {
            throw new IllegalArgumentException("a step holds at least one record");
        }
    }

    /** The same with fewer or more records. */
    public StepLimits withRecords(long other) {
        return new StepLimits(other, bytes, hours, letterBytes);
    }

    /** Whether a step that holds as much is complete. */
    public boolean reached(Tally tally, long heldBytes, int heldHours, long heldLetters) {
        return tally.records() >= records || heldBytes >= bytes || heldHours >= hours || heldLetters >= letterBytes;
    }
}
