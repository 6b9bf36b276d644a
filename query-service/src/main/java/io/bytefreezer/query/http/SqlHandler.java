package io.bytefreezer.query.http;

import io.bytefreezer.query.audit.QueryTrail;
import io.bytefreezer.query.result.ResultFormat;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryEngine;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.run.QuerySlots.Slot;
import io.bytefreezer.schemas.name.DatasetRef;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code POST /api/v1/query/sql}. Safe for use by many threads. */
final class SqlHandler {

    /** A query that runs longer has its client watched. */
    private static final long WATCH_AFTER_MILLIS = 250;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Access access;
    private final QueryChecks checks;
    private final QueryCounters counters;

    SqlHandler(Access access, QueryCounters counters) {
        this.access = access;
        this.checks = new QueryChecks(counters);
        this.counters = counters;
    }

    void handle(QueryBackend backend, ServerRequest request, ServerResponse response)
            throws HttpRefusal, IOException, InterruptedException {
        Access.Seen seen = access.require(request);
        ResultFormat format = AcceptedFormat.of(request);
        QueryChecks.Traced traced = checks.resolve(
                backend, seen, QueryRequest.read(request.content().inputStream()));
        QueryRequest body = traced.body();
        QueryTrail trail = traced.trail();
        try {
            Job job = checks.plan(backend, seen, body);
            trail.allowed(job.datasets().stream().map(DatasetRef::toString).toList());
            if (Boolean.TRUE.equals(body.explain())) {
                Explanation.send(backend.tables(), seen, job, response);
                trail.explained();
            } else {
                run(backend, seen.keyId(), job, new Answer(response, format, new Cancellation()), trail);
            }
        } catch (HttpRefusal refusal) {
            trail.failed(refusal.body().error(), 0);
            throw refusal;
        }
    }

    private void run(QueryBackend backend, String keyId, Job job, Answer answer, QueryTrail trail)
            throws HttpRefusal, IOException, InterruptedException {
        Optional<Slot> slot = backend.engine().enter(keyId, job.budget().allowance());
        if (slot.isEmpty()) {
            counters.refused("busy");
            answer.retryAfter(RETRY_AFTER_SECONDS);
            throw new HttpRefusal(
                    Status.TOO_MANY_REQUESTS_429,
                    "busy",
                    "as many queries run and wait as this service takes, or as this key may have; try again");
        }
        Slot held = slot.get();
        try {
            trail.runs();
            Future<ResultSummary> result = backend.engine().start(job, answer.writer(), answer.cancellation());
            await(result, answer, job, trail);
        } finally {
            held.close();
            // Whatever was not said so far.
            trail.failed("cancelled", job.budget().scannedBytes());
        }
    }

    private static void await(Future<ResultSummary> result, Answer answer, Job job, QueryTrail trail)
            throws HttpRefusal, IOException, InterruptedException {
        try {
            ResultSummary summary = summary(result, answer);
            answer.finish(summary);
            trail.answered(summary.rows(), job.budget().scannedBytes());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unsent) {
                throw unsent;
            }
            HttpRefusal refusal = HttpRefusal.of(QueryEngine.failure(e));
            trail.failed(refusal.body().error(), job.budget().scannedBytes());
            fail(refusal, answer);
        }
    }

    private static ResultSummary summary(Future<ResultSummary> result, Answer answer)
            throws ExecutionException, InterruptedException {
        try {
            return result.get(WATCH_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.watchClient();
            return result.get();
        }
    }

    private static void fail(HttpRefusal refusal, Answer answer) throws HttpRefusal, IOException {
        if (!answer.isSending()) {
            throw refusal;
        }
        answer.abort(refusal.body());
    }
}
