package io.bytefreezer.system.load;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Locale;

/** The datasets of a run, each with a kind of event of its own. */
public enum Dataset {
    /** Good events over HTTP, some of them older than it keeps its rows. */
    WEB(4, 1),
    /** Events over HTTP that are hard to take, and records that are none. */
    ODD(2, 0),
    /** Syslog over TCP and UDP. */
    SYSLOG(2, 0),
    /** Good events over HTTP, into a dataset whose topic is deleted and made again. */
    REMADE(1, 0);

    /** The tenant of all of them. */
    public static final String TENANT = "torture";

    private final int partitions;
    private final int retentionDays;

    Dataset(int partitions, int retentionDays) {
        this.partitions = partitions;
        this.retentionDays = retentionDays;
    }

    /** Partitions of its topics. */
    public int partitions() {
        return partitions;
    }

    /** Days of event time for which its rows are kept; 0 for good. */
    public int retentionDays() {
        return retentionDays;
    }

    /** Its id. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its id with its tenant's. */
    public DatasetRef ref() {
        return DatasetRef.of(TENANT, id());
    }
}
