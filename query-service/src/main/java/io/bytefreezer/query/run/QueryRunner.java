package io.bytefreezer.query.run;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.KeptSessions;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.QueryPlan.TableUse;
import io.bytefreezer.query.result.PlainValue;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.ResultWriter;
import io.bytefreezer.query.result.UnfitValueException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyScope;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one query after another for each thread that calls it, every one in a database that sees the tables of its plan and
 * nothing else: a new one, or one that the same key used for the same tables and files. Call it from platform threads: the engine's native code holds its thread until it is done.
 * Safe for use by many threads.
 */
public final class QueryRunner {

    private final LakeTables tables;
    private final KeptSessions sessions;

    /** Over the lake, in sessions that stay the caller's to end. */
    public QueryRunner(LakeTables tables, KeptSessions sessions) {
        this.tables = tables;
        this.sessions = sessions;
    }

    /**
     * What to run.
     *
     * @param key id of the key that asks
     * @param plan the checked query
     * @param tenant whose tables it names without their tenant
     * @param rowsMax most rows to write
     * @param scope what the key that asks may see; all when empty
     * @param read how much of its tables it reads
     * @param hot whether rows not packed yet are read too
     * @param budget what it may use
     */
    public record Job(
            String key,
            QueryPlan plan,
            Optional<String> tenant,
            long rowsMax,
            Optional<KeyScope> scope,
            ScanScope read,
            boolean hot,
            Budget budget) {

        /** The datasets whose tables are read. */
        public List<DatasetRef> datasets() {
            return plan.tables().stream().map(TableUse::dataset).distinct().toList();
        }

        /**
         * How much of a table is read. Of a table that the key sees a part of, all files are: names in the query may stand for something else than the table's columns
         * then, and what is fetched would tell of rows that are not shown.
         */
        public ScanScope scopeOf(DatasetRef dataset) {
            return isRestricted(dataset) ? read : read.where(plan.conditions().getOrDefault(dataset, Condition.ANY));
        }

        /**
         * Whether no more is needed of a table than the number of its rows, which the snapshot tells. How many of them a key sees, or lie in a time range, only the rows
         * themselves tell.
         */
        boolean isCounted(DatasetRef dataset) {
            return plan.counted().contains(dataset) && read.range().isEmpty() && !isRestricted(dataset);
        }

        private boolean isRestricted() {
            return datasets().stream().anyMatch(this::isRestricted);
        }

        /** Whether some of the dataset is kept from the key that asks. */
        boolean isRestricted(DatasetRef dataset) {
            return scope.flatMap(seen -> seen.grant(dataset))
                    .filter(KeyScope.Grant::restricts)
                    .isPresent();
        }
    }

    /** Opens the tables of a query. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens them; the caller closes them.
         *
         * @throws QueryFailedException when they are more than the query may read
         */
        LakeTables.Opened open() throws QueryFailedException;
    }

    /**
     * Runs a query and writes its answer.
     *
     * @param job what to run
     * @param writer takes the answer; left half-written when this throws
     * @param cancellation stops it
     * @throws QueryFailedException when the query does not end well
     * @throws IOException when the answer cannot be sent
     */
    public ResultSummary run(Job job, ResultWriter writer, Cancellation cancellation)
            throws QueryFailedException, IOException {
        return run(job, () -> tables.open(job), writer, cancellation);
    }

    /** Runs a query on tables that are opened for it, as {@link #run(Job, ResultWriter, Cancellation)} does. */
    ResultSummary run(Job job, Opening open, ResultWriter writer, Cancellation cancellation)
            throws QueryFailedException, IOException {
        long start = System.nanoTime();
        cancellation.check();
        try (LakeTables.Opened opened = open.open();
                DuckSession session = sessions.open(new KeptSessions.Use(
                        job.key(),
                        job.budget().memoryBytes(),
                        job.budget().scannedBytes(),
                        Restrictions.apply(opened.views(), job.scope()),
                        job.tenant()));
                Statement statement = session.connection().createStatement()) {
            cancellation.attach(statement);
            try (ResultSet rows = statement.executeQuery(job.plan().sql())) {
                Written written = write(rows, job.rowsMax(), writer, cancellation);
                ResultSummary summary = new ResultSummary(
                        written.rows(),
                        written.more(),
                        Duration.ofNanos(System.nanoTime() - start),
                        Restrictions.discreet(opened.freshness(), job.scope()));
                writer.end(summary);
                markEnd(session, written, cancellation);
                return summary;
            } finally {
                cancellation.detach();
            }
        } catch (SQLException e) {
            throw cancellation.reason().orElseGet(() -> explain(e, job));
        } catch (UnfitValueException e) {
            throw new QueryFailedException(QueryFailedException.Kind.QUERY_ERROR, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            // A cancelled query's answer is broken off where it is stuck: the reason is worth more than that.
            Optional<QueryFailedException> reason = cancellation.reason();
            if (reason.isPresent()) {
                throw reason.get();
            }
            throw e;
        } catch (LakeException e) {
            throw cancellation.reason().orElseGet(() -> EngineErrors.explain(e));
        }
    }

    /** A query that somebody tried to stop, or whose answer was cut, may have left more behind than one that ran to its end. */
    private static void markEnd(DuckSession session, Written written, Cancellation cancellation) {
        if (!written.more() && cancellation.reason().isEmpty()) {
            session.endedWell();
        }
    }

    private static QueryFailedException explain(SQLException error, Job job) {
        QueryFailedException failure = EngineErrors.explain(error);
        return job.isRestricted() ? Restrictions.discreet(failure) : failure;
    }

    /** What became of a result. */
    private record Written(long rows, boolean more) {}

    private static Written write(ResultSet rows, long rowsMax, ResultWriter writer, Cancellation cancellation)
            throws SQLException, IOException, QueryFailedException {
        List<ResultColumn> columns = columns(rows.getMetaData());
        writer.columns(columns);
        @Nullable Object[] values = new Object[columns.size()];
        long count = 0;
        boolean more = rows.next();
        for (; more && count < rowsMax; more = rows.next()) {
            cancellation.check();
            for (int i = 0; i < values.length; i++) {
                values[i] = PlainValue.of(rows, i + 1);
            }
            writer.row(values);
            count++;
        }
        return new Written(count, more);
    }

    private static List<ResultColumn> columns(ResultSetMetaData meta) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new ResultColumn(meta.getColumnName(i), meta.getColumnTypeName(i)));
        }
        return columns;
    }
}
