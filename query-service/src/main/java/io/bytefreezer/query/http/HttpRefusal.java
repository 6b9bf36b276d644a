package io.bytefreezer.query.http;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.run.QueryFailedException;
import io.bytefreezer.runtime.http.ErrorBody;
import io.helidon.http.Status;

/** A request that is answered with an error; carried to the one place that sends it. */
final class HttpRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final transient ErrorBody body;

    HttpRefusal(Status status, String error, String message) {
        super(message);
        this.status = status;
        this.body = new ErrorBody(error, message);
    }

    static HttpRefusal of(Refusal refusal) {
        Status status = switch (refusal.reason()) {
            case SYNTAX, TOO_COMPLEX -> Status.BAD_REQUEST_400;
            case NOT_ALLOWED -> Status.FORBIDDEN_403;
            case UNKNOWN_TABLE -> Status.NOT_FOUND_404;
        };
        return new HttpRefusal(status, refusal.reason().label(), refusal.message());
    }

    static HttpRefusal of(QueryFailedException failure) {
        Status status = switch (failure.kind()) {
            case QUERY_ERROR -> Status.BAD_REQUEST_400;
            case TIME_LIMIT, MEMORY_LIMIT, SCAN_LIMIT, RESULT_LIMIT -> Status.UNPROCESSABLE_CONTENT_422;
            case CANCELLED, LAKE_UNAVAILABLE -> Status.SERVICE_UNAVAILABLE_503;
            case INTERNAL_ERROR -> Status.INTERNAL_SERVER_ERROR_500;
        };
        return new HttpRefusal(status, failure.kind().label(), String.valueOf(failure.getMessage()));
    }

    /** The lake cannot be read. */
    static HttpRefusal unavailable(LakeException e) {
        HttpRefusal refusal = new HttpRefusal(
                Status.SERVICE_UNAVAILABLE_503, "lake_unavailable", "the lake cannot be read at the moment; try again");
        refusal.initCause(e);
        return refusal;
    }

    Status status() {
        return status;
    }

    ErrorBody body() {
        return body;
    }
}
