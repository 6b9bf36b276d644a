package io.bytefreezer.lake.commit;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A catalog whose answers get lost, before or after the commit landed. */
public final class FaultyOperations implements TableOperations {

    private final TableOperations real;
    private RuntimeException failure;
    private boolean lands;
    private boolean always;
    private Runnable meanwhile = () -> {};
    private Runnable beforehand = () -> {};
    private Runnable betweenRefreshes = () -> {};
    private int refreshes;
    private int commits;

    public FaultyOperations(TableOperations real) {
        this.real = real;
    }

    public void afterCommit(RuntimeException thrown) {
        failure = thrown;
        lands = true;
    }

    public void insteadOfCommit(RuntimeException thrown) {
        failure = thrown;
    }

    public void alwaysInsteadOfCommit(RuntimeException thrown) {
        failure = thrown;
        always = true;
    }

    public void beforeThrowing(Runnable action) {
        meanwhile = action;
    }

    /** Somebody else gets in between reading and committing, once. */
    public void beforeCommit(Runnable action) {
        beforehand = action;
    }

    /** Somebody else gets in between reading the table and making ready to commit, once. */
    public void betweenReadAndCommit(Runnable action) {
        refreshes = 0;
        betweenRefreshes = action;
    }

    public int commits() {
        return commits;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        Runnable first = beforehand;
        beforehand = () -> {};
        first.run();
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
        refreshes++;
        if (refreshes == 2) {
            betweenRefreshes.run();
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
