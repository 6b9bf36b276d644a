package io.bytefreezer.system.load;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Locale;

/** The datasets of a run, each with a kind of event of its own. */
public enum Dataset {
    /** Good events over HTTP. */
    WEB(4),
    /** Events over HTTP that are hard to take, and records that are none. */
    ODD(2),
    /** Syslog over TCP and UDP. */
    SYSLOG(2),
    /** Good events over HTTP, into a dataset whose topic is deleted and made again. */
    REMADE(1);

    /** The tenant of all of them. */
    public static final String TENANT = "torture";

    private final int partitions;

    Dataset(int partitions) {
        this.partitions = partitions;
    }

    /** Partitions of its topics. */
    public int partitions() {
        return partitions;
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
