package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A DuckDB database in memory for one query at a time, that holds views of the lake and may open nothing but their files. One thread at a time, except that a statement may be
 * cancelled from another.
 *
 * <p>The settings keep secrets of the machine from being read. They do not keep the cached files from being overwritten: whoever takes SQL from strangers must also check
 * the statement's syntax tree, and run as a user that cannot write those files.
 */
public final class DuckSession implements AutoCloseable {

    /** Name of the in-memory database; schemas are qualified with it because {@code temp} and {@code system} are databases too. */
    private static final String DATABASE = "memory";

    private final Database database;
    private final Closer closer;
    private boolean endedWell;

    DuckSession(Database database, Closer closer) {
        this.database = database;
        this.closer = closer;
    }

    /** Ends a database, or keeps it, which it may where its query ended well. */
    @FunctionalInterface
    interface Closer {
        void close(Database database, boolean endedWell) throws SQLException;
    }

    /**
     * Limits of a session.
     *
     * @param memoryBytes what DuckDB may use; a query that needs more fails, it never spills
     * @param threads DuckDB's threads, as far as there is enough to read for them
     * @param streams whether rows are handed out while the query runs, and not kept until it is done
     */
    public record Limits(long memoryBytes, int threads, boolean streams) {

        /**
         * A thread for so many bytes of files. The thread of a query does not sleep while it waits for the others, it spins; where little is to be read, and processors
         * are busy, it takes the time that the others need.
         */
        private static final long BYTES_A_THREAD = 128L << 20;

        /** The threads that so many bytes of files are read by. */
        int threadsFor(long bytes) {
            return (int) Math.min(threads, 1 + bytes / BYTES_A_THREAD);
        }

        /** For answers that are kept until they are whole. */
        public Limits(long memoryBytes, int threads) {
            this(memoryBytes, threads, false);
        }
    }

    /**
     * Opens a session and locks it.
     *
     * @param limits memory and threads
     * @param views the tables that can be seen, as {@code tenant.dataset}
     * @param defaultTenant whose tables can be named without their tenant
     * @throws LakeException of kind EXTERNAL if a view's files cannot be read, MISSING if a view's filter does not fit its table
     */
    public static DuckSession open(Limits limits, List<TableView> views, Optional<String> defaultTenant) {
        return open(() -> Database.start(limits), (used, endedWell) -> used.close(), views, defaultTenant);
    }

    /** Starts a database. */
    @FunctionalInterface
    interface Starter {
        Database start() throws SQLException;
    }

    static DuckSession open(Starter starter, Closer closer, List<TableView> views, Optional<String> defaultTenant) {
        try {
            Database database = starter.start();
            try {
                setUp(database, views, defaultTenant);
            } catch (SQLException | LakeException e) {
                closer.close(database, false);
                throw e;
            }
            return new DuckSession(database, closer);
        } catch (SQLException e) {
            boolean filtered = views.stream().anyMatch(view -> view.access().isPresent());
            if (filtered && String.valueOf(e.getMessage()).startsWith("Binder Error")) {
                throw new LakeException(
                        LakeException.Kind.MISSING,
                        "the row filter of this key does not fit its table: perhaps it names a field that no event had"
                                + " so far; ask whoever made the key",
                        e);
            }
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot open a query session", e);
        }
    }

    /**
     * A session in a database that had one with views like these, and got its rows withdrawn since.
     *
     * @throws LakeException of kind EXTERNAL if rows that are in no file of the lake cannot be read
     */
    static DuckSession again(Database database, Closer closer, List<TableView> views) {
        DuckSession session = new DuckSession(database, closer);
        try {
            // In the order of the first time, in which they get the numbers that are in the views.
            views.forEach(view -> view.hot().ifPresent(database.rows()::offer));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** The session's connection; closed with it. */
    public Connection connection() {
        return database.connection();
    }

    /** The query was a checked one and all of its answer was read; its like may run in this session again. */
    public void endedWell() {
        endedWell = true;
    }

    @Override
    public void close() {
        try {
            closer.close(database, endedWell);
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot close a query session", e);
        }
    }

    private static void setUp(Database database, List<TableView> views, Optional<String> defaultTenant)
            throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            if (views.stream().anyMatch(view -> view.access().isPresent())) {
                // A query's own conditions must not run on rows that its view leaves out: their errors would tell of
                // them.
                statement.execute("SET disabled_optimizers = 'filter_pushdown,filter_pullup,cte_filter_pusher'");
            }
            for (TableView view : views) {
                String schema = DATABASE + "." + Sql.name(view.table().tenant());
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
                statement.execute("CREATE VIEW " + schema + "."
                        + Sql.name(view.table().dataset()) + " AS "
                        + view.select(rows -> database.rows().offer(rows).sql()));
            }
            if (defaultTenant.isPresent()) {
                String schema = DATABASE + "." + Sql.name(defaultTenant.get());
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
                statement.execute("USE " + schema);
            }
            lock(statement, views);
        }
    }

    private static void lock(Statement statement, List<TableView> views) throws SQLException {
        String files = views.stream()
                .flatMap(view -> view.files().stream())
                .map(path -> Sql.text(path.toAbsolutePath().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        statement.execute("SET allowed_paths = " + files);
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
    }
}
