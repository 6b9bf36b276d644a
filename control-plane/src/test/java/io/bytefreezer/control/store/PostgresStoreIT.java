package io.bytefreezer.control.store;

class PostgresStoreIT extends StoreContract {

    private DatabaseConfig config;

    @Override
    DatabaseConfig emptyDatabase() {
        config = Postgres.emptyDatabase();
        return config;
    }

    @Override
    DatabaseConfig sameDatabase(Database open) {
        return config;
    }
}
