package io.bytefreezer.control.store;

import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which database holds the configuration.
 *
 * @param url JDBC URL
 * @param user who logs in
 * @param password the user's password, or null where none is asked for
 * @param connectionsMax most connections at a time
 */
@Doc("Where the control plane keeps its configuration.")
public record DatabaseConfig(
        @Doc("JDBC URL, e.g. `jdbc:postgresql://db:5432/bytefreezer`. Several control planes may share one PostgreSQL.")
        String url,

        @Doc("Who logs in.") @Default("bytefreezer") String user,
        @Doc("The user's password.") @Nullable Secret password,
        @Doc("Most connections at a time.") @Default("10") int connectionsMax) {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";
    private static final String USER = "bytefreezer";
    private static final int CONNECTIONS_MAX = 10;

    /** Commits reach the file before they are answered, and the pool alone decides when the database closes. */
    private static final String H2_SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    /**
     * @throws IllegalArgumentException when the URL is of no database we know
     */
    public DatabaseConfig {
        if (!url.startsWith(POSTGRESQL) && !url.startsWith(H2)) {
            throw new IllegalArgumentException("a database URL starts with " + POSTGRESQL + " or " + H2
                    + ", e.g. jdbc:postgresql://db:5432/bytefreezer");
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("connections_max is at least 1, not " + connectionsMax);
        }
    }

    /**
     * An H2 database in a file of this directory.
     *
     * @throws IllegalArgumentException when the directory has a semicolon in its name, which ends a path in H2's URLs
     */
    public static DatabaseConfig embedded(Path directory) {
        String file = directory.toAbsolutePath().resolve("control").toString();
        if (file.contains(";")) {
            throw new IllegalArgumentException(
                    "an embedded database cannot be in " + directory + ": choose a data_dir without ';'");
        }
        return new DatabaseConfig(H2 + "file:" + file + H2_SETTINGS, USER, null, CONNECTIONS_MAX);
    }

    /** The URL as it may be shown: without its parameters, which may hold a password. */
    String shownUrl() {
        return url.split("[?;]", 2)[0];
    }

    /** Whether the database is a file of this process. */
    boolean isFile() {
        return url.startsWith(H2);
    }
}
