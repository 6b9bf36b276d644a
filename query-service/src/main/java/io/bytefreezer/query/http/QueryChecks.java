package io.bytefreezer.query.http;

import io.bytefreezer.query.audit.QueryTrail;
import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.run.Allowance;
import io.bytefreezer.query.run.Budget;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.Status;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;

/** What a query has to pass before it runs, whether somebody waits for its answer or not. Safe for use by many threads. */
final class QueryChecks {

    private final QueryCounters counters;

    QueryChecks(QueryCounters counters) {
        this.counters = counters;
    }

    /**
     * What is known of a request from now on, and the request with the text of the saved query that it names. One that names none that there is
     * stands in the log as others that are refused.
     */
    Traced resolve(QueryBackend backend, Access.Seen seen, QueryRequest asked) throws HttpRefusal {
        try {
            QueryRequest body = SavedQueries.resolve(seen, asked);
            return new Traced(body, trail(backend, seen, asked, body));
        } catch (HttpRefusal refusal) {
            counters.refused(refusal.body().error());
            trail(backend, seen, asked, asked).failed(refusal.body().error(), 0);
            throw refusal;
        }
    }

    /** A request, and what is known of it. */
    record Traced(QueryRequest body, QueryTrail trail) {}

    private static QueryTrail trail(QueryBackend backend, Access.Seen seen, QueryRequest asked, QueryRequest body) {
        String sql = Objects.requireNonNullElse(body.sql(), "");
        QueryTrail trail = backend.audit().begin(seen.keyId(), body.tenant(), sql);
        trail.saved(SavedQueries.shown(asked.saved()));
        return trail;
    }

    /** What to run for the request, or why it does not run. */
    Job plan(QueryBackend backend, Access.Seen seen, QueryRequest body) throws HttpRefusal {
        Snapshot snapshot = seen.snapshot();
        Optional<ResourceId> tenant = tenant(snapshot, body);
        Allowance allowance = backend.engine().allowance(seen.scope());
        long most = allowance.rows();
        long rowsMax = body.limit() == null ? most : Math.min(body.limit(), most);
        ReadableTables readable = new ReadableTables(new HashSet<>(snapshot.refs()), tenant.orElse(null));
        PlanOutcome outcome = backend.planner().plan(String.valueOf(body.sql()), rowsMax, readable);
        return switch (outcome) {
            case Refusal refusal -> {
                counters.refused(refusal.reason().label());
                throw HttpRefusal.of(refusal);
            }
            case QueryPlan plan -> {
                KeyFilters.check(backend.planner(), seen, plan, counters);
                yield new Job(
                        seen.keyId(),
                        plan,
                        tenant.map(ResourceId::value),
                        rowsMax,
                        seen.scope(),
                        body.scope(),
                        body.wantsHot(),
                        new Budget(allowance));
            }
        };
    }

    private static Optional<ResourceId> tenant(Snapshot snapshot, QueryRequest body) throws HttpRefusal {
        String name = body.tenant();
        if (name == null) {
            return Optional.empty();
        }
        Optional<ResourceId> known = snapshot.tenants().stream()
                .map(Snapshot.Tenant::id)
                .filter(id -> id.value().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            throw new HttpRefusal(
                    Status.NOT_FOUND_404, "unknown_tenant", "there is no such tenant; GET /api/v1/datasets lists all");
        }
        return known;
    }
}
