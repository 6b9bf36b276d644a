package io.bytefreezer.lake.commit;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A catalog whose answers get lost, before or after the commit landed, or in which somebody else is faster. */
final class FaultyOperations implements TableOperations {

    private final TableOperations real;
    private RuntimeException failure;
    private boolean lands;
    private boolean always;
    private Runnable meanwhile = () -> {};
    private Runnable justBefore = () -> {};
    private int reads;
    private int commits;

    FaultyOperations(TableOperations real) {
        this.real = real;
    }

    void afterCommit(RuntimeException thrown) {
        failure = thrown;
        lands = true;
    }

    void insteadOfCommit(RuntimeException thrown) {
        failure = thrown;
    }

    void alwaysInsteadOfCommit(RuntimeException thrown) {
        failure = thrown;
        always = true;
    }

    void beforeThrowing(Runnable action) {
        meanwhile = action;
    }

    /** Done once, after the table was read and before Iceberg reads it again to commit on top of what it finds. */
    void betweenReadAndCommit(Runnable action) {
        justBefore = action;
    }

    int commits() {
        return commits;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        if (failure == null || lands) {
            real.commit(base, metadata);
            commits++;
        }
        if (failure != null) {
            RuntimeException thrown = failure;
            failure = always ? failure : null;
            meanwhile.run();
            throw thrown;
        }
    }

    @Override
    public TableMetadata current() {
        return real.current();
    }

    @Override
    public TableMetadata refresh() {
        reads++;
        if (reads == 2) {
            justBefore.run();
        }
        return real.refresh();
    }

    @Override
    public FileIO io() {
        return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return real.locationProvider();
    }
}
