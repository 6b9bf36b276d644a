package io.bytefreezer.query.run;

import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.read.ViewAccess;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts what a key may see of a table into the table's view. Pure. */
final class Restrictions {

    private Restrictions() {}

    /** The views as the scope lets them be seen; all of them where there is no scope. */
    static List<TableView> apply(List<TableView> views, Optional<KeyScope> scope) throws QueryFailedException {
        if (scope.isEmpty()) {
            return views;
        }
        List<TableView> seen = new ArrayList<>();
        for (TableView view : views) {
            seen.add(apply(view, scope.get()));
        }
        return List.copyOf(seen);
    }

    private static TableView apply(TableView view, KeyScope scope) throws QueryFailedException {
        DatasetRef ref = DatasetRef.of(view.table().tenant(), view.table().dataset());
        Grant grant = scope.grant(ref)
                .orElseThrow(() -> new QueryFailedException(Kind.INTERNAL_ERROR, "the key does not reach this table"));
        if (!grant.restricts()) {
            return view;
        }
        List<String> shown = shown(view.columns(), grant);
        if (shown.isEmpty()) {
            throw new QueryFailedException(
                    Kind.QUERY_ERROR, "this key can see none of the columns of table '" + ref + "'");
        }
        return view.seenBy(new ViewAccess(shown, Optional.ofNullable(grant.filter())));
    }

    /** Names of the columns a grant shows. A rescued value may be of any column, hidden ones too. */
    static List<String> shown(List<Column> columns, Grant grant) {
        Set<String> only = lower(grant.columns());
        Set<String> hidden = lower(grant.hidden());
        return columns.stream()
                .map(Column::name)
                .filter(name -> only.isEmpty() || only.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !hidden.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !name.equals(TableLayout.RESCUED_DATA) || (only.isEmpty() && hidden.isEmpty()))
                .toList();
    }

    private static Set<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** How far tables reach, without what tells of rows that a key cannot see. */
    static List<Freshness> discreet(List<Freshness> freshness, Optional<KeyScope> scope) {
        return scope.isEmpty()
                ? freshness
                : freshness.stream()
                        .map(table -> isRestricted(table.table(), scope.get()) ? table.discreet() : table)
                        .toList();
    }

    private static boolean isRestricted(String table, KeyScope scope) {
        int dot = table.indexOf('.');
        DatasetRef ref = DatasetRef.of(table.substring(0, dot), table.substring(dot + 1));
        return scope.grant(ref).filter(Grant::restricts).isPresent();
    }

    /** What the client of a restricted key is told: an engine's message may hold values of rows it cannot see. */
    static QueryFailedException discreet(QueryFailedException failure) {
        if (failure.kind() != Kind.QUERY_ERROR
                || String.valueOf(failure.getMessage()).startsWith("Binder Error")) {
            return failure;
        }
        return new QueryFailedException(
                Kind.QUERY_ERROR,
                "the query failed on a value, or the key's row filter does not fit the table; what the SQL engine says"
                        + " is not shown to keys with row or column filters: try TRY_CAST in place of CAST, and ask"
                        + " whoever made the key",
                failure);
    }
}
