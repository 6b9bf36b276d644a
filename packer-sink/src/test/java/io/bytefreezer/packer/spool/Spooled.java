package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into spool files as DuckDB does. */
public final class Spooled {

    private Spooled() {}

    /** The rows as text. */
    public static List<String> rows(SpoolFile spool) {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                RowsFunction function = RowsFunction.register(duckdb);
                RowsFunction.Offer offer = function.offer(spool);
                Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery("SELECT t::VARCHAR FROM " + offer.sql() + " t")) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(spool.toString(), e);
        }
    }
}
