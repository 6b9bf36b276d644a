package io.bytefreezer.control;

import io.bytefreezer.control.store.DatabaseConfig;
import io.bytefreezer.control.store.Postgres;

/** Two control planes that share a PostgreSQL. */
class SnapshotOfTwoIT extends SnapshotContract {

    private DatabaseConfig database;

    @Override
    ControlPlane startChanged() {
        database = Postgres.emptyDatabase();
        return ControlPlane.on(directory.resolve("one"), database);
    }

    @Override
    ControlPlane startAsked(ControlPlane changed) {
        return ControlPlane.on(directory.resolve("two"), database);
    }
}
