package io.bytefreezer.lake.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Database connections of the catalog that never send a statement twice.
 *
 * <p>Iceberg's own pool repeats a statement when the connection broke. Had the first one swapped a table's metadata and only its answer been lost, the second finds
 * nothing to swap, Iceberg takes that for a lost race and deletes the manifests that the table by now refers to. Here only a connection found
 * broken <em>before</em> the statement is replaced; afterwards the error goes up, as an outcome that is not known.
 */
final class CatalogConnections extends JdbcClientPool {

    private static final int VALIDATION_SECONDS = 5;

    CatalogConnections(String url, Map<String, String> properties) {
        super(url, properties);
    }

    @Override
    public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
            throws SQLException, InterruptedException {
        return super.run(connection -> runOnce(action, connection), true);
    }

    private static <R> R runOnce(Action<R, Connection, SQLException> action, Connection connection)
            throws SQLException {
        if (!connection.isValid(VALIDATION_SECONDS)) {
            throw new SQLTransientConnectionException("connection to the catalog database is broken");
        }
        try {
            return action.run(connection);
        } catch (SQLException e) {
            throw e.getSQLState() != null && isIntegrityViolation(e) ? e : new OutcomeUnknown(e);
        }
    }

    private static boolean isIntegrityViolation(SQLException e) {
        return e.getSQLState().startsWith("23");
    }

    /** A failure that the pool must not answer with a second try. */
    private static final class OutcomeUnknown extends SQLException {
        private static final long serialVersionUID = 1L;

        OutcomeUnknown(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
