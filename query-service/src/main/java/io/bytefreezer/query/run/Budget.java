package io.bytefreezer.query.run;

import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one query may use, and what it has read of it. Belongs to the thread that runs the query, and after that to the one
 * that waits for it.
 */
public final class Budget {

    private final Allowance allowance;
    private long scanned;

    /** Nothing used yet. */
    public Budget(Allowance allowance) {
        this.allowance = allowance;
    }

    /** What the key may use. */
    public Allowance allowance() {
        return allowance;
    }

    /** Longest run. */
    Duration time() {
        return allowance.time();
    }

    /** What the SQL engine may use. */
    long memoryBytes() {
        return allowance.memoryBytes();
    }

    /** Bytes of the data files that the query reads. */
    public long scannedBytes() {
        return scanned;
    }

    /**
     * Takes the data files of one more table, before any is fetched.
     *
     * @param bytes of the files that are planned to be read
     * @param discreet whether the client must not learn how much there is
     * @throws QueryFailedException when that is more than the query may read
     */
    void scan(DatasetRef dataset, long bytes, boolean discreet) throws QueryFailedException {
        scanned += bytes;
        OptionalLong most = allowance.scanBytes();
        if (most.isPresent() && scanned > most.getAsLong()) {
            String amount = discreet ? "more than" : "at least " + size(scanned) + ", more than";
            throw new QueryFailedException(
                    Kind.SCAN_LIMIT,
                    "the query would read " + amount + " the " + size(most.getAsLong())
                            + " that this key may read at once (it came to table '" + dataset
                            + "'): give a shorter \"time_range\", put conditions on event_time, or name fewer tables;"
                            + " \"explain\": true tells what is read");
        }
    }

    /** The number itself, and beside it what people read. */
    static String size(long bytes) {
        String exact = bytes + " bytes";
        return bytes < 1024 * 1024 ? exact : exact + " (" + bytes / (1024 * 1024) + " MiB)";
    }
}
