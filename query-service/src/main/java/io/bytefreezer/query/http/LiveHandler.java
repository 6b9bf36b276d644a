package io.bytefreezer.query.http;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.query.live.EventStream;
import io.bytefreezer.query.live.LiveSlots;
import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.run.Budget;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.tail.Follower;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/tail}: rows as they come, as server-sent events. Safe for use by many threads. */
final class LiveHandler {

    private static final int WHERE_LENGTH_MAX = 10_000;
    private static final String RETRY_AFTER_SECONDS = "10";

    /** Rows of one look at the topic: more than it reads. */
    private static final long ROWS_MAX = 1_000_000;

    private final Access access;
    private final QueryCounters counters;

    LiveHandler(Access access, QueryCounters counters) {
        this.access = access;
        this.counters = counters;
    }

    /**
     * What is asked for.
     *
     * @param dataset the dataset
     * @param where the condition; all rows when empty
     * @param limit after how many rows the stream ends
     */
    private record Wanted(DatasetRef dataset, Optional<String> where, long limit) {

        String sql() {
            String table = "\"" + dataset.tenant() + "\".\"" + dataset.dataset() + "\"";
            return "SELECT * FROM " + table
                    + where.map(text -> " WHERE (\n" + text + "\n)").orElse("");
        }
    }

    void handle(QueryBackend backend, ServerRequest request, ServerResponse response)
            throws HttpRefusal, IOException, InterruptedException {
        Access.Seen seen = access.require(request);
        Wanted wanted = wanted(request, seen);
        Job job = plan(backend, seen, wanted);
        Optional<LiveSlots.Slot> slot = backend.live().slots().take(seen.keyId());
        if (slot.isEmpty()) {
            counters.refused("busy");
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
            throw new HttpRefusal(
                    Status.TOO_MANY_REQUESTS_429,
                    "busy",
                    "as many streams run as this service gives to one key, or to all: end one, or try again");
        }
        try (Follower follower = backend.tables().follow(wanted.dataset()).orElseThrow(LiveHandler::noKafka)) {
            LiveStream stream = new LiveStream(backend, seen.keyId(), wanted.dataset(), job, follower);
            // Its first look decides what is new: from before the client is told that the stream is open.
            stream.begin();
            ClientWatch.start(response, stream::clientGone);
            response.header(HeaderNames.CONTENT_TYPE, EventStream.MEDIA_TYPE)
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .header("X-Accel-Buffering", "no");
            try (EventStream events = new EventStream(response.outputStream())) {
                stream.run(events, wanted.limit(), () -> isStillAllowed(request));
            }
        } catch (LakeException e) {
            throw HttpRefusal.unavailable(e);
        } finally {
            slot.get().close();
        }
    }

    private boolean isStillAllowed(ServerRequest request) {
        try {
            return !access.require(request).keyId().isEmpty();
        } catch (HttpRefusal revoked) {
            return false;
        }
    }

    private Wanted wanted(ServerRequest request, Access.Seen seen) throws HttpRefusal {
        String tenant = parameter(request, "tenant").orElse("");
        String dataset = parameter(request, "dataset").orElse("");
        if (tenant.isEmpty() || dataset.isEmpty()) {
            throw bad("give ?tenant=…&dataset=…, and perhaps where=… and limit=…");
        }
        DatasetRef ref =
                ResourceId.isValid(tenant) && ResourceId.isValid(dataset) ? DatasetRef.of(tenant, dataset) : null;
        if (ref == null || seen.snapshot().dataset(ref).isEmpty()) {
            throw new HttpRefusal(
                    Status.NOT_FOUND_404,
                    "unknown_dataset",
                    "there is no such dataset; GET /api/v1/datasets lists all");
        }
        return new Wanted(ref, parameter(request, "where").filter(text -> !text.isBlank()), limit(request));
    }

    private static long limit(ServerRequest request) throws HttpRefusal {
        Optional<String> text = parameter(request, "limit");
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!text.get().matches("[1-9][0-9]{0,17}")) {
            throw bad("limit must be a whole number of at least 1");
        }
        return Long.parseLong(text.get());
    }

    private Job plan(QueryBackend backend, Access.Seen seen, Wanted wanted) throws HttpRefusal {
        String where = wanted.where().orElse(null);
        if (where != null
                && (where.length() > WHERE_LENGTH_MAX || !backend.planner().isCondition(where, wanted.dataset()))) {
            counters.refused("bad_where");
            throw new HttpRefusal(
                    Status.BAD_REQUEST_400,
                    "bad_where",
                    "where must be one SQL condition on the table's columns, without subqueries, of " + WHERE_LENGTH_MAX
                            + " characters at most");
        }
        ReadableTables readable = new ReadableTables(Set.of(wanted.dataset()), null);
        PlanOutcome outcome = backend.planner().plan(wanted.sql(), ROWS_MAX, readable);
        return switch (outcome) {
            case Refusal refusal -> {
                counters.refused(refusal.reason().label());
                throw HttpRefusal.of(refusal);
            }
            case QueryPlan plan -> {
                KeyFilters.check(backend.planner(), seen, plan, counters);
                Budget budget = new Budget(backend.engine().allowance(seen.scope()));
                yield new Job(
                        seen.keyId(), plan, Optional.empty(), ROWS_MAX, seen.scope(), ScanScope.ALL, true, budget);
            }
        };
    }

    private static Optional<String> parameter(ServerRequest request, String name) {
        return request.query().first(name).asOptional();
    }

    private static HttpRefusal noKafka() {
        return new HttpRefusal(
                Status.SERVICE_UNAVAILABLE_503,
                "no_kafka",
                "this query service reads the lake alone: its configuration has no kafka");
    }

    private static HttpRefusal bad(String message) {
        return new HttpRefusal(Status.BAD_REQUEST_400, "bad_request", message);
    }
}
