package io.bytefreezer.query.http;

import io.bytefreezer.query.audit.QueryTrail;
import io.bytefreezer.query.background.Submission;
import io.bytefreezer.query.job.Asked;
import io.bytefreezer.query.job.JobId;
import io.bytefreezer.query.job.JobStatus;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.schemas.name.DatasetRef;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /api/v1/query/jobs} and {@code /api/v1/query/jobs/{id}}. Safe for use by many threads. */
final class JobHandlers {

    /** Where jobs are found. */
    static final String PATH = "/api/v1/query/jobs";

    /** The parameter of the path that names a job. */
    static final String ID = "id";

    private static final String RETRY_AFTER_SECONDS = "10";

    private final Access access;
    private final QueryChecks checks;
    private final QueryCounters counters;

    JobHandlers(Access access, QueryCounters counters) {
        this.access = access;
        this.checks = new QueryChecks(counters);
        this.counters = counters;
    }

    /** Makes a job of a query that may run. */
    void create(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal, IOException {
        Access.Seen seen = access.require(request);
        QueryRequest asked = QueryRequest.read(request.content().inputStream());
        if (Boolean.TRUE.equals(asked.explain())) {
            throw new HttpRefusal(
                    Status.BAD_REQUEST_400,
                    "bad_request",
                    "a job runs its query: POST \"explain\" to /api/v1/query/sql");
        }
        QueryChecks.Traced traced = checks.resolve(backend, seen, asked);
        QueryRequest body = traced.body();
        QueryTrail trail = traced.trail();
        try {
            Job job = checks.plan(backend, seen, body);
            trail.allowed(job.datasets().stream().map(DatasetRef::toString).toList());
            JobStatus status = accepted(
                    backend.jobs().submit(job, new Asked(String.valueOf(body.sql()), body.tenant()), trail), response);
            response.header(HeaderNames.LOCATION, PATH + "/" + status.id());
            send(response, Status.ACCEPTED_202, JobJson.of(status));
        } catch (HttpRefusal refusal) {
            trail.failed(refusal.body().error(), 0);
            throw refusal;
        }
    }

    private JobStatus accepted(Submission submission, ServerResponse response) throws HttpRefusal {
        return switch (submission) {
            case Submission.Accepted accepted -> accepted.status();
            case Submission.Refused refused -> {
                counters.refused("busy");
                response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
                throw new HttpRefusal(Status.TOO_MANY_REQUESTS_429, "busy", refused.message());
            }
        };
    }

    /** The key's jobs. */
    void list(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        Access.Seen seen = access.require(request);
        send(response, Status.OK_200, JobJson.of(backend.jobs().list(seen.keyId())));
    }

    /** How a job stands. */
    void status(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        send(response, Status.OK_200, JobJson.of(find(backend, access.require(request), request)));
    }

    /** Cancels a job, or removes one that has ended. */
    void delete(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        Access.Seen seen = access.require(request);
        JobStatus found = find(backend, seen, request);
        Optional<JobStatus> left = backend.jobs().delete(seen.keyId(), found.id());
        if (left.isPresent()) {
            send(response, Status.ACCEPTED_202, JobJson.of(left.get()));
        } else {
            response.status(Status.NO_CONTENT_204).send();
        }
    }

    /** The job that the path names, if it is the key's. */
    static JobStatus find(QueryBackend backend, Access.Seen seen, ServerRequest request) throws HttpRefusal {
        return JobId.parse(request.path().pathParameters().get(ID))
                .flatMap(id -> backend.jobs().find(seen.keyId(), id))
                .orElseThrow(JobHandlers::unknown);
    }

    /** The same for a job that never was, that is gone, and that is somebody else's. */
    static HttpRefusal unknown() {
        return new HttpRefusal(
                Status.NOT_FOUND_404,
                "unknown_job",
                "this key has no such job: it was removed, its time is over, or the service started anew;"
                        + " GET /api/v1/query/jobs lists all");
    }

    private static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(json);
    }
}
