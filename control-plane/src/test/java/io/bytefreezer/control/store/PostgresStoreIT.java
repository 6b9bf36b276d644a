package io.bytefreezer.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;

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

    @Test
    void standsBesideTablesOfSomebodyElse() throws SQLException {
        DatabaseConfig shared = Postgres.emptyDatabase();
        try (Connection connection = DriverManager.getConnection(shared.url(), shared.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table iceberg_tables (catalog_name varchar(255))");
        }
        for (int start = 1; start <= 2; start++) {
            try (Database database = new Database(shared)) {
                database.open();
                assertThat(new Store(database, Clock.systemUTC()).systemAccount())
                        .isEmpty();
            }
        }
    }
}
