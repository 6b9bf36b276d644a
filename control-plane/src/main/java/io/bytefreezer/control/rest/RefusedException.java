package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.transformations.option.Problem;
import java.util.List;

/** Ends a request's handling with a refusal. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorView error;

    /** With the HTTP status and body of the answer. */
    RefusedException(int status, ErrorView error) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
    }

    /** For a refusal that was decided on. */
    RefusedException(Refusal refusal) {
        this(status(refusal.kind()), ErrorView.of(refusal));
    }

    /** For a document in which all of this is wrong. */
    static RefusedException of(String error, String message, List<Problem> problems) {
        Problem first = problems.getFirst();
        List<ProblemView> views = problems.stream().map(ProblemView::of).toList();
        return new RefusedException(422, new ErrorView(error, message, first.pointer(), first.suggestion(), views));
    }

    Reply reply() {
        return Reply.of(status, error);
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
        };
    }
}
