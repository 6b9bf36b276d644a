package io.bytefreezer.lake.commit;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A catalog whose answers get lost, before or after the commit landed. */
final class FaultyOperations implements TableOperations {

    private final TableOperations real;
    private RuntimeException failure;
    private boolean lands;
    private boolean always;
    private Runnable meanwhile = () -> {};
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
