package io.bytefreezer.control.lookup;

import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.Tables;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.NamedTable;
import io.bytefreezer.transformations.lookup.TableName;
import io.bytefreezer.transformations.option.Nearest;
import io.bytefreezer.transformations.option.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds tables that documents name and that are not there. Safe for use by many threads. */
public final class UnknownTables {

    private final TransformationCompiler compiler = new TransformationCompiler(Limits.DEFAULT);

    /**
     * Each place where the document names a table, or a version of one, that the tenant does not have; none of a document
     * that does not compile.
     *
     * @param tables the tables of the tenant's account
     */
    public List<Problem> in(String document, ResourceId tenant, Tables tables) {
        return switch (compiler.compile(document)) {
            case Compilation.Compiled compiled ->
                compiled.plan().namedTables().stream()
                        .flatMap(named -> Stream.ofNullable(problem(named, tenant, tables)))
                        .toList();
            case Compilation.Invalid ignored -> List.of();
        };
    }

    private static @Nullable Problem problem(NamedTable named, ResourceId tenant, Tables tables) {
        TableName name = TableName.parse(named.name());
        if (!TableName.isValid(name.name())) {
            return problem(named, "no table can be called '" + name.name() + "': a name has " + TableName.RULE, null);
        }
        TableRef table = new TableRef(tenant, name.name());
        Set<Integer> versions = tables.of(table).keySet();
        if (versions.isEmpty()) {
            List<String> others = tables.newestOf(tenant)
                    .map(version -> version.table().name())
                    .toList();
            return problem(
                    named,
                    "tenant '" + tenant + "' has no table '" + name.name()
                            + "': put it first, with PUT /api/v1/tenants/" + tenant + "/tables/" + name.name(),
                    Nearest.to(name.name(), others));
        }
        if (name.version() == null || versions.contains(name.version())) {
            return null;
        }
        String kept = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return problem(
                named,
                "table '" + name.name() + "' of tenant '" + tenant + "' has no version " + name.version()
                        + "; there are " + kept,
                name.name());
    }

    private static Problem problem(NamedTable named, String message, @Nullable String suggestion) {
        return new Problem(
                named.pointer(), named.position().line(), named.position().column(), message, suggestion);
    }
}
