package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Command.CreateDataset;
import io.bytefreezer.control.decision.Command.DeleteDataset;
import io.bytefreezer.control.decision.Command.UpdateDataset;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Datasets of the key's account. */
final class DatasetRoutes {

    private static final String ALL = "/api/v1/tenants/{tenant}/datasets";
    private static final String ONE = ALL + "/{dataset}";

    private final Backend backend;

    DatasetRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/v1/datasets",
                                "listAllDatasets",
                                "Lists the datasets of all tenants of the account.",
                                this::listAll)
                        .givesListOf(Dataset.class),
                Route.get(ALL, "listDatasets", "Lists a tenant's datasets.", this::list)
                        .givesListOf(Dataset.class),
                Route.post(ALL, "createDataset", "Creates a dataset.", this::create)
                        .takes(Bodies.NewDataset.class)
                        .creates(Dataset.class),
                Route.get(
                                ONE,
                                "getDataset",
                                "Gives one dataset.",
                                call -> Reply.ok(backend.dataset(call, call.dataset())))
                        .gives(Dataset.class),
                Route.put(ONE, "updateDataset", "Changes what is given of a dataset.", this::update)
                        .takes(Bodies.DatasetUpdate.class)
                        .gives(Dataset.class),
                Route.delete(ONE, "deleteDataset", "Deletes a dataset's configuration; its data stays.", this::delete));
    }

    private Reply listAll(Call call) {
        return Reply.ok(sorted(backend.state(call).datasets().values().stream()));
    }

    private Reply list(Call call) {
        ResourceId tenant = call.id("tenant");
        return Reply.ok(sorted(backend.stateWith(call, tenant).datasetsOf(tenant)));
    }

    private Reply create(Call call) {
        Bodies.NewDataset body = call.body(Bodies.NewDataset.class);
        DatasetRef ref = new DatasetRef(call.id("tenant"), body.id());
        backend.execute(call, new CreateDataset(call.account(), ref, body.settings()));
        return Reply.created(backend.dataset(call, ref));
    }

    private Reply update(Call call) {
        Bodies.DatasetUpdate body = call.body(Bodies.DatasetUpdate.class);
        backend.execute(call, new UpdateDataset(call.account(), call.dataset(), body.settings()));
        return Reply.ok(backend.dataset(call, call.dataset()));
    }

    private Reply delete(Call call) {
        backend.execute(call, new DeleteDataset(call.account(), call.dataset()));
        return Reply.none();
    }

    private static List<Dataset> sorted(Stream<Dataset> datasets) {
        return datasets.sorted(Comparator.comparing(Dataset::ref)).toList();
    }
}
