package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.control.decision.Command.DeleteTable;
import io.bytefreezer.control.decision.Command.PutTable;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.decision.ValidTable;
import io.bytefreezer.control.lookup.TableUse;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.TableContent;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Collectors;

/** A tenant's tables, for the filters {@code enricher} and {@code translate}: CSV, in versions that never change. */
final class TableRoutes {

    private static final String ALL = "/api/v1/tenants/{tenant}/tables";
    private static final String ONE = ALL + "/{table}";

    private final Backend backend;
    private final TableUse use;

    TableRoutes(Backend backend) {
        this.backend = backend;
        this.use = new TableUse(backend.history());
    }

    /** One version of a table. */
    record TableView(
            @JsonPropertyDescription("Unique in its tenant.")
            String name,

            @JsonPropertyDescription("Counts from 1; the highest is the newest.")
            int version,

            @JsonPropertyDescription("SHA-256 of the CSV, lower case hex.")
            String sha256,

            @JsonPropertyDescription("Size of the CSV.") int bytes,

            @JsonPropertyDescription("How many rows can be found; of rows with the same key the first counts.")
            int rows,

            @JsonPropertyDescription("Names of its columns.")
            List<String> columns,

            @JsonPropertyDescription("The columns by which rows are found.")
            List<String> index,

            Instant createdAt,

            @JsonPropertyDescription("Id of the key that put it.")
            String createdBy) {

        TableView {
            columns = List.copyOf(columns);
            index = List.copyOf(index);
        }

        static TableView of(TableVersion version) {
            TableContent content = version.content();
            return new TableView(
                    version.table().name(),
                    version.number(),
                    content.sha256(),
                    content.bytes(),
                    content.rows(),
                    content.columns(),
                    content.index(),
                    version.createdAt(),
                    version.createdBy());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, "listTables", "Lists the newest version of each table.", this::list)
                        .givesListOf(TableView.class),
                Route.put(
                                ONE,
                                "putTable",
                                "Makes a new version of a table, of CSV whose first line names the columns; where it is"
                                        + " the newest version already, none.",
                                this::put)
                        .takes(Csv.class)
                        .gives(TableView.class)
                        .asksText(
                                "index",
                                "A column by which rows are found; once for each of up to three, in their order. The first"
                                        + " column where left out."),
                Route.get(ONE, "getTable", "Tells of the newest version of a table.", this::newest)
                        .gives(TableView.class),
                Route.get(
                                ONE + "/versions",
                                "listTableVersions",
                                "Lists the versions of a table that are kept, the latest first.",
                                this::versions)
                        .givesListOf(TableView.class),
                Route.get(ONE + "/versions/{version}", "getTableVersion", "Gives the CSV of one version.", this::csv)
                        .gives(Csv.class),
                Route.delete(
                        ONE, "deleteTable", "Deletes a table that no running transformation names.", this::delete));
    }

    private Reply list(Call call) {
        State state = backend.stateWith(call, call.id("tenant"));
        return Reply.ok(
                state.tables().newestOf(call.id("tenant")).map(TableView::of).toList());
    }

    private Reply newest(Call call) {
        return Reply.ok(TableView.of(kept(call).lastEntry().getValue()));
    }

    private Reply versions(Call call) {
        Collection<TableVersion> latestFirst = kept(call).descendingMap().values();
        return Reply.ok(latestFirst.stream().map(TableView::of).toList());
    }

    private Reply csv(Call call) {
        int number = call.number("version");
        TableVersion version = kept(call).get(number);
        if (version == null) {
            throw noVersion(number);
        }
        String csv = backend.history().csv(version.table(), number).orElseThrow(() -> noVersion(number));
        return Reply.ok(csv.getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", Csv.MEDIA_TYPE + "; charset=utf-8")
                .with("ETag", "\"" + version.content().sha256() + "\"");
    }

    private static RefusedException noVersion(int number) {
        return new RefusedException(Refusal.notFound("version", number));
    }

    private Reply put(Call call) {
        TableRef table = table(call);
        State state = backend.stateWith(call, table.tenant());
        byte[] csv = call.bytes(ValidTable.BYTES_MAX);
        ValidTable content = switch (ValidTable.check(csv, call.texts("index"))) {
            case ValidTable.Checked.Valid valid -> valid.table();
            case ValidTable.Checked.Invalid invalid ->
                throw new RefusedException(
                        422,
                        ErrorView.of(
                                "invalid_table",
                                "the table cannot be used, line " + invalid.line() + ": " + invalid.reason()));
        };
        boolean isNew = !backend.execute(call, new PutTable(call.account(), table, content, use.versions(state, table)))
                .isEmpty();
        TableView view = TableView.of(kept(call).lastEntry().getValue());
        return isNew ? Reply.created(view) : Reply.ok(view);
    }

    /**
     * A transformation that is activated meanwhile may name a table that goes away: its events are then rejected with that
     * reason, as those of one that names a table which never was.
     */
    private Reply delete(Call call) {
        TableRef table = table(call);
        List<DatasetRef> users = use.datasets(backend.stateWith(call, table.tenant()), table);
        if (!users.isEmpty()) {
            throw new RefusedException(Refusal.conflict(
                    "table_in_use",
                    "table '" + table + "' is named by the running transformations of "
                            + users.stream().map(DatasetRef::toString).collect(Collectors.joining(", "))
                            + ": activate others first"));
        }
        backend.execute(call, new DeleteTable(call.account(), table));
        return Reply.none();
    }

    /** The versions of the table in the path, at least one. */
    private NavigableMap<Integer, TableVersion> kept(Call call) {
        TableRef table = table(call);
        NavigableMap<Integer, TableVersion> kept =
                backend.stateWith(call, table.tenant()).tables().of(table);
        if (kept.isEmpty()) {
            throw new RefusedException(Refusal.notFound("table", table));
        }
        return kept;
    }

    private static TableRef table(Call call) {
        try {
            return new TableRef(call.id("tenant"), call.parameter("table"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, ErrorView.of("invalid_id", String.valueOf(e.getMessage())));
        }
    }
}
