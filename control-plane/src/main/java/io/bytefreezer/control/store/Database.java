package io.bytefreezer.control.store;

import com.zaxxer.hikari.HikariDataSource;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Connections to one database. Construction opens nothing; {@link #open} connects and brings the tables up to date. */
public final class Database implements AutoCloseable {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(5);
    private static final Duration STATEMENT_TIME_MAX = Duration.ofSeconds(10);
    private static final String MIGRATIONS = "classpath:io/bytefreezer/control/migrations";

    private static final String BEFORE_OUR_FIRST = "0";

    private final DatabaseConfig config;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** The database of this configuration. */
    public Database(DatabaseConfig config) {
        this.config = config;
        this.pool = new HikariDataSource();
        pool.setPoolName("control-database");
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password() == null ? "" : config.password().value());
        pool.setMaximumPoolSize(config.connectionsMax());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_TIME_MAX.toMillis());
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(SqlStatements.class).setQueryTimeout((int) STATEMENT_TIME_MAX.toSeconds());
    }

    /**
     * Connects, and creates or updates the tables.
     *
     * @throws ServiceStartException when the database is away, refuses, or was written by a newer version
     */
    public void open() {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .loggers("slf4j")
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    // Somebody else's tables in the schema are no reason to refuse it.
                    .baselineOnMigrate(true)
                    .baselineVersion(BEFORE_OUR_FIRST)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new ServiceStartException(
                    Kind.EXTERNAL,
                    "the database " + config.shownUrl() + " cannot be used: " + rootMessage(e) + "; "
                            + (config.isFile()
                                    ? "is another control plane running on the same directory?"
                                    : "check database.url, database.user and database.password"),
                    e);
        }
    }

    /** For statements. */
    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
