package io.bytefreezer.packer.plan;

/**
 * The hunt for the one row that keeps a batch from becoming Parquet: batches get smaller while they fail, larger while they
 * land, until a single row fails again and again. Pure.
 *
 * <p>For a batch of n rows it takes some log n tries, because a batch that fails is halved and the halves that land are not
 * written again.
 *
 * @param rowsMax rows the next batch may have
 * @param failuresAlone how often a batch of a single row failed, one after the other
 */
public record Hunt(long rowsMax, int failuresAlone) {

    /** Nothing is hunted, and batches may have any number of rows. */
    public static final Hunt OFF = new Hunt(Long.MAX_VALUE, 0);

    /** A single row that fails this often is the culprit rather than unlucky. */
    public static final int FAILURES_ALONE_MAX = 3;

    /** A batch of so many rows that lands ends the hunt. */
    static final long ROWS_BIG = 1L << 20;

    /** After a batch of so many rows could not be written. */
    public Hunt afterFailure(long rows) {
        return rows > 1 ? new Hunt(rows / 2, 0) : new Hunt(1, failuresAlone + 1);
    }

    /** After a batch landed, or its culprit was found: twice as many may be tried. */
    public Hunt afterSuccess() {
        return rowsMax >= ROWS_BIG ? OFF : new Hunt(rowsMax * 2, 0);
    }

    /** Whether the batch that failed last had a single row, so that trying again at once makes no sense. */
    public boolean isAlone() {
        return failuresAlone > 0;
    }

    /** Whether the row of the batch that failed last is the culprit. */
    public boolean isFound() {
        return failuresAlone >= FAILURES_ALONE_MAX;
    }
}
