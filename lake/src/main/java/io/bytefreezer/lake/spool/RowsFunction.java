package io.bytefreezer.lake.spool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * A table function of one database that reads rows this process spooled: only those offered to it, by a number. Thread-safe, but nothing may be withdrawn while a
 * statement reads it.
 */
public final class RowsFunction implements AutoCloseable {

    /** The function's name in SQL, with the rows' number as its only argument. */
    public static final String NAME = "spooled_rows";

    private final Map<Long, MappedRows> offered = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    private RowsFunction() {}

    /**
     * Makes the function known to a database.
     *
     * @throws SQLException if DuckDB does not take it
     */
    public static RowsFunction register(Connection connection) throws SQLException {
        RowsFunction function = new RowsFunction();
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withProjectionPushdown()
                    .withFunction(function.new Scans())
                    .register(connection);
        }
        // The driver keeps an entry for each function ever registered, of databases long closed too.
        DuckDBDriver.clearFunctionsRegistry();
        return function;
    }

    /** Rows that can be read until this is closed. */
    public final class Offer implements AutoCloseable {

        private final long number;

        private Offer(long number) {
            this.number = number;
        }

        /** The function's call, as it stands after {@code FROM}. */
        public String sql() {
            return NAME + "(" + number + ")";
        }

        @Override
        public void close() {
            MappedRows rows = offered.remove(number);
            if (rows != null) {
                rows.close();
            }
        }
    }

    /**
     * Lets the database read rows.
     *
     * @throws io.bytefreezer.lake.LakeException of kind EXTERNAL if a file cannot be read
     */
    public Offer offer(RowSource source) {
        return offer(source, TextWatch.NOBODY);
    }

    /** Lets the database read rows as {@link #offer(RowSource)} does, while somebody looks at them. */
    public Offer offer(RowSource source, TextWatch watch) {
        long number = last.incrementAndGet();
        offered.put(number, MappedRows.open(source, watch));
        return new Offer(number);
    }

    /** Withdraws everything. What is offered next gets the numbers of what was offered first, so that views made of these then read the new rows. */
    public void withdrawAll() {
        offered.values().forEach(MappedRows::close);
        offered.clear();
        last.set(0);
    }

    /** Withdraws everything; to be called after the database is closed. */
    @Override
    public void close() {
        withdrawAll();
    }

    /** What a statement reads. */
    private record Bound(MappedRows rows, List<RowColumn> columns) {}

    private final class Scans implements DuckDBTableFunction<Bound, RowScan, Object> {

        private static final int CHUNK = 2048;

        @Override
        public Bound bind(DuckDBTableFunctionBindInfo info) {
            long number = info.getParameter(0).getLong();
            MappedRows rows = offered.get(number);
            if (rows == null) {
                throw new IllegalArgumentException("no rows have the number " + number);
            }
            List<RowColumn> columns = RowColumn.of(rows.source().columns());
            columns.forEach(column -> info.addResultColumn(column.name(), column.duckType()));
            info.setCardinality(rows.count(), false);
            return new Bound(rows, columns);
        }

        @Override
        public RowScan init(DuckDBTableFunctionInitInfo info) {
            // Rows come in an order, so that one thread reads them.
            info.setMaxThreads(1);
            Bound bound = info.getBindData();
            List<RowColumn> wanted = new ArrayList<>();
            for (long i = 0; i < info.getColumnCount(); i++) {
                wanted.add(bound.columns().get((int) info.getColumnIndex(i)));
            }
            return new RowScan(
                    bound.rows().cursor(), CHUNK, wanted, bound.rows().watch());
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
            RowScan scan = info.getInitData();
            return scan.fill(chunk);
        }
    }
}
