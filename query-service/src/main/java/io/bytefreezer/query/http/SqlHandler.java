package io.bytefreezer.query.http;

import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.result.ResultFormat;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryFailedException;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.run.QuerySlots.Slot;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/query/sql}. Safe for use by many threads. */
final class SqlHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SqlHandler.class);

    /** A query that runs longer has its client watched. */
    private static final long WATCH_AFTER_MILLIS = 250;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Access access;
    private final QueryCounters counters;

    SqlHandler(Access access, QueryCounters counters) {
        this.access = access;
        this.counters = counters;
    }

    void handle(QueryBackend backend, ServerRequest request, ServerResponse response)
            throws HttpRefusal, IOException, InterruptedException {
        Access.Seen seen = access.require(request);
        ResultFormat format = AcceptedFormat.of(request);
        QueryRequest body = QueryRequest.read(request.content().inputStream());
        Job job = plan(backend, seen, body);
        if (Boolean.TRUE.equals(body.explain())) {
            Explanation.send(backend.tables(), seen, job, response);
            return;
        }
        Optional<Slot> slot = backend.engine().enter();
        if (slot.isEmpty()) {
            counters.refused("busy");
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
            throw new HttpRefusal(
                    Status.TOO_MANY_REQUESTS_429, "busy", "as many queries run and wait as this service takes");
        }
        Slot held = slot.get();
        try {
            Cancellation cancellation = new Cancellation();
            Answer answer = new Answer(response, format, cancellation);
            Future<ResultSummary> result = backend.engine().start(job, answer.writer(), cancellation);
            await(
                    result,
                    answer,
                    () -> ClientWatch.start(
                            response, () -> cancellation.cancel(Kind.CANCELLED, "the client went away")));
        } finally {
            held.close();
        }
    }

    private Job plan(QueryBackend backend, Access.Seen seen, QueryRequest body) throws HttpRefusal {
        Snapshot snapshot = seen.snapshot();
        Optional<ResourceId> tenant = tenant(snapshot, body);
        long most = backend.engine().limits().rows();
        long rowsMax = body.limit() == null ? most : Math.min(body.limit(), most);
        ReadableTables readable = new ReadableTables(new HashSet<>(snapshot.refs()), tenant.orElse(null));
        PlanOutcome outcome = backend.planner().plan(String.valueOf(body.sql()), rowsMax, readable);
        return switch (outcome) {
            case Refusal refusal -> {
                counters.refused(refusal.reason().label());
                throw HttpRefusal.of(refusal);
            }
            case QueryPlan plan -> {
                checkFilters(backend, seen, plan);
                yield new Job(
                        plan, tenant.map(ResourceId::value), rowsMax, seen.scope(), body.scope(), body.wantsHot());
            }
        };
    }

    /** A key whose filter is no condition reads nothing of the table. */
    private void checkFilters(QueryBackend backend, Access.Seen seen, QueryPlan plan) throws HttpRefusal {
        for (QueryPlan.TableUse use : plan.tables()) {
            String filter =
                    seen.restriction(use.dataset()).map(KeyScope.Grant::filter).orElse(null);
            if (filter != null && !backend.planner().isCondition(filter, use.dataset())) {
                counters.refused("bad_key_filter");
                throw new HttpRefusal(
                        Status.FORBIDDEN_403,
                        "bad_key_filter",
                        "the row filter of this key for '" + use.dataset() + "' is not an SQL condition on the table's"
                                + " columns without subqueries: create another key");
            }
        }
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

    private static void await(Future<ResultSummary> result, Answer answer, Runnable watch)
            throws HttpRefusal, IOException, InterruptedException {
        try {
            answer.finish(summary(result, answer, watch));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unsent) {
                throw unsent;
            }
            fail(failure(e), answer);
        }
    }

    private static QueryFailedException failure(ExecutionException e) {
        if (e.getCause() instanceof QueryFailedException failure) {
            return failure;
        }
        LOG.error("A query failed in a way nobody thought of", e);
        return new QueryFailedException(Kind.INTERNAL_ERROR, "this service failed on the query", e);
    }

    private static ResultSummary summary(Future<ResultSummary> result, Answer answer, Runnable watch)
            throws ExecutionException, InterruptedException {
        try {
            return result.get(WATCH_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.ifHeld(watch);
            return result.get();
        }
    }

    private static void fail(QueryFailedException failure, Answer answer) throws HttpRefusal, IOException {
        HttpRefusal refusal = HttpRefusal.of(failure);
        if (!answer.isSending()) {
            throw refusal;
        }
        answer.abort(refusal.body());
    }
}
