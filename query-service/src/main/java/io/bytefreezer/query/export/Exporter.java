package io.bytefreezer.query.export;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.AppendPlanner;
import io.bytefreezer.lake.read.AppendedFiles;
import io.bytefreezer.query.export.ExportException.Kind;
import io.bytefreezer.query.export.destination.Step;
import io.bytefreezer.query.export.destination.Target;
import io.bytefreezer.query.export.destination.TargetException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Runs an export: step by step from its cursor to the table's current snapshot. The cursor is saved when the target has all
 * rows of a step, so a run that ends early sends its last step again. For one thread.
 */
public final class Exporter {

    private final ExportTools tools;
    private final Pauses pauses;
    private final Clock clock;

    /** With these tools. */
    public Exporter(ExportTools tools, Pauses pauses, Clock clock) {
        this.tools = tools;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * Sends what is new.
     *
     * @param config the export
     * @param target where to; stays open
     * @param anew where to begin, whatever its cursor says; empty to go on
     * @throws ExportException when something is not sent; steps before that are
     */
    public ExportReport run(ExportConfig config, Target target, Optional<From> anew) throws ExportException {
        try (ExportState state = ExportState.open(tools.directory(), config.name())) {
            return run(config, target, state, anew);
        } catch (LakeException e) {
            throw switch (e.kind()) {
                case MISSING -> new ExportException(Kind.WRONG, expired(config, e), e);
                case LIMIT, CONFIG, DATA -> new ExportException(Kind.WRONG, String.valueOf(e.getMessage()), e);
                case EXTERNAL, INTERNAL -> new ExportException(Kind.NO_ANSWER, String.valueOf(e.getMessage()), e);
            };
        }
    }

    private ExportReport run(ExportConfig config, Target target, ExportState state, Optional<From> anew)
            throws ExportException {
        ExportQuery query = ExportQuery.of(config, tools.catalog(), tools.planner());
        Table table = tools.catalog()
                .load(query.table())
                .orElseThrow(() -> new ExportException(Kind.WRONG, "there is no table " + query.dataset()));
        Optional<Cursor> cursor = state.cursor();
        long steps = cursor.map(Cursor::steps).orElse(0L);
        OptionalLong after = anew.isEmpty() && cursor.isPresent()
                ? OptionalLong.of(of(cursor.get(), query, config))
                : start(anew.orElseGet(config::start), table);
        Delivery delivery = new Delivery(target, state, config.retryFor(), pauses, clock);
        RowBatches rows = new RowBatches(tools, config, target.needsIds());
        long before = steps;
        if (anew.isPresent() || cursor.isEmpty()) {
            // Also where there is nothing to send: an export from now on begins now, and not at its next run.
            save(state, query, table, after, steps);
        }
        for (Optional<AppendedFiles> next = next(query, table, after, config);
                next.isPresent();
                next = next(query, table, after, config)) {
            AppendedFiles step = next.get();
            steps++;
            if (!step.files().files().isEmpty()) {
                send(
                        new Step(config.name(), steps, after, step.upTo()),
                        target,
                        () -> rows.run(query, step, delivery::send));
            }
            state.save(new Cursor(query.dataset().toString(), Long.toString(step.upTo()), step.committedAt(), steps));
            after = OptionalLong.of(step.upTo());
        }
        return new ExportReport(delivery.sent(), delivery.rejected(), (int) (steps - before));
    }

    private static Optional<AppendedFiles> next(
            ExportQuery query, Table table, OptionalLong after, ExportConfig config) {
        return AppendPlanner.next(query.table(), table, after, config.step().bytes());
    }

    /** Sends a step's rows. */
    private interface Rows {
        void send() throws ExportException;
    }

    private static void send(Step step, Target target, Rows rows) throws ExportException {
        try {
            target.begin(step);
            rows.send();
            target.finish();
        } catch (TargetException e) {
            throw new ExportException(Kind.NO_ANSWER, String.valueOf(e.getMessage()), e);
        }
    }

    private static long of(Cursor cursor, ExportQuery query, ExportConfig config) throws ExportException {
        if (!cursor.table().equals(query.dataset().toString())) {
            throw new ExportException(
                    Kind.WRONG,
                    "export '" + config.name() + "' came from table " + cursor.table() + " so far and now reads "
                            + query.dataset() + ": give it another name, or say where it begins with --from");
        }
        return cursor.snapshot();
    }

    private static OptionalLong start(From from, Table table) {
        return switch (from) {
            case From.Beginning beginning -> OptionalLong.empty();
            case From.After after -> OptionalLong.of(after.snapshotId());
            case From.Now now -> {
                table.refresh();
                Snapshot current = table.currentSnapshot();
                // A table without rows: all that come are new.
                yield current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId());
            }
        };
    }

    private static void save(ExportState state, ExportQuery query, Table table, OptionalLong after, long steps)
            throws ExportException {
        Snapshot snapshot = after.isPresent() ? table.snapshot(after.getAsLong()) : null;
        if (snapshot != null) {
            state.save(new Cursor(
                    query.dataset().toString(),
                    Long.toString(snapshot.snapshotId()),
                    Instant.ofEpochMilli(snapshot.timestampMillis()),
                    steps));
        }
    }

    private static String expired(ExportConfig config, LakeException e) {
        return e.getMessage() + ". Export '" + config.name()
                + "' cannot tell which rows are new. Choose where it begins:"
                + " `bytefreezer export --name " + config.name()
                + " --from beginning` sends all rows of the table (again),"
                + " `--from now` leaves out those that came meanwhile, `--from <snapshot id>` those up to a snapshot."
                + " Let exports run more often than snapshots are kept (upkeep.keep_snapshots)";
    }
}
