package io.bytefreezer.control.lookup;

import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.store.History;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tables the transformations that run name. */
public final class TableUse {

    private final History history;
    private final TransformationCompiler compiler = new TransformationCompiler(Limits.DEFAULT);
    private final Map<DatasetRef, Named> known = new ConcurrentHashMap<>();

    private record Named(int version, List<TableName> tables) {}

    private record Use(DatasetRef dataset, TableName table) {}

    /** By the documents of this history. */
    public TableUse(History history) {
        this.history = history;
    }

    /** The datasets whose transformation names the table, sorted. */
    public List<DatasetRef> datasets(State state, TableRef table) {
        return uses(state, table).map(Use::dataset).distinct().sorted().toList();
    }

    /** The versions that they name. */
    public Set<Integer> versions(State state, TableRef table) {
        return uses(state, table)
                .flatMap(use -> Stream.ofNullable(use.table().version()))
                .collect(Collectors.toSet());
    }

    private Stream<Use> uses(State state, TableRef table) {
        known.keySet().retainAll(state.datasets().keySet());
        return of(state, table.tenant()).filter(use -> use.table().name().equals(table.name()));
    }

    private Stream<Use> of(State state, ResourceId tenant) {
        return state.datasetsOf(tenant)
                .flatMap(dataset -> tables(dataset).stream().map(table -> new Use(dataset.ref(), table)));
    }

    private List<TableName> tables(Dataset dataset) {
        Integer active = dataset.activeVersion();
        if (active == null) {
            return List.of();
        }
        Named named = known.get(dataset.ref());
        if (named == null || named.version() != active) {
            named = new Named(active, read(dataset.ref(), active));
            known.put(dataset.ref(), named);
        }
        return named.tables();
    }

    private List<TableName> read(DatasetRef dataset, int version) {
        String document =
                history.version(dataset, version).map(found -> found.document()).orElse("{}");
        return switch (compiler.compile(document)) {
            case Compilation.Compiled compiled ->
                compiled.plan().tables().stream().map(TableName::parse).toList();
            // No piper runs it.
            case Compilation.Invalid ignored -> List.of();
        };
    }
}
