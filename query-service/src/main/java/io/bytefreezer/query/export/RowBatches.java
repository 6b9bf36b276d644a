package io.bytefreezer.query.export;

import io.bytefreezer.lake.read.AppendedFiles;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.query.export.ExportException.Kind;
import io.bytefreezer.query.export.destination.ExportRow;
import io.bytefreezer.query.result.PlainValue;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.RowJson;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs an export's query over the files of a step, and hands its rows over in batches while it runs. For one thread. */
final class RowBatches {

    private static final String TIME_COLUMN = "event_time";

    private final ExportTools tools;
    private final ExportConfig config;
    private final boolean needsIds;

    RowBatches(ExportTools tools, ExportConfig config, boolean needsIds) {
        this.tools = tools;
        this.config = config;
        this.needsIds = needsIds;
    }

    /** Takes the batches. */
    interface Taker {
        void take(List<ExportRow> rows) throws ExportException;
    }

    /** Hands all rows of the query over these files to the taker. */
    void run(ExportQuery query, AppendedFiles step, Taker taker) throws ExportException {
        DuckSession.Limits limits = new DuckSession.Limits(
                tools.limits().memoryBytes(), tools.limits().threads(), true);
        try (PinnedFiles pinned = tools.cache().pin(step.files().files());
                DuckSession session = DuckSession.open(
                        limits,
                        List.of(new TableView(query.table(), step.files().columns(), pinned.paths())),
                        query.tenant());
                Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(query.sql())) {
            handOver(rows, taker);
        } catch (SQLException e) {
            throw new ExportException(Kind.WRONG, "the query failed: " + e.getMessage(), e);
        }
    }

    private void handOver(ResultSet rows, Taker taker) throws SQLException, ExportException {
        List<ResultColumn> columns = columns(rows.getMetaData());
        int id = index(columns, config.idColumn());
        int time = index(columns, TIME_COLUMN);
        if (id < 0 && needsIds) {
            throw new ExportException(
                    Kind.WRONG,
                    "the query gives no column '" + config.idColumn() + "', by which this target recognises rows that"
                            + " are sent again: select it, or name another one in id_column");
        }
        List<ExportRow> batch = new ArrayList<>();
        long bytes = 0;
        @Nullable Object[] values = new Object[columns.size()];
        while (rows.next()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = PlainValue.of(rows, i + 1);
            }
            byte[] json = RowJson.of(columns, values);
            if (!batch.isEmpty() && (batch.size() >= config.batchRows() || bytes + json.length > most())) {
                taker.take(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(new ExportRow(text(values, id), instant(text(values, time)), json));
            bytes += json.length;
        }
        if (!batch.isEmpty()) {
            taker.take(List.copyOf(batch));
        }
    }

    private long most() {
        return config.batchSize().bytes();
    }

    private static List<ResultColumn> columns(ResultSetMetaData meta) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new ResultColumn(meta.getColumnName(i), meta.getColumnTypeName(i)));
        }
        return columns;
    }

    private static int index(List<ResultColumn> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String text(@Nullable Object[] values, int index) {
        Object value = index < 0 ? null : values[index];
        return value == null ? null : value.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException infinite) {
            return null;
        }
    }
}
