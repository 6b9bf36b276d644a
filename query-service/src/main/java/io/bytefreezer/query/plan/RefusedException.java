package io.bytefreezer.query.plan;

import io.bytefreezer.query.plan.Refusal.Reason;

/** Carries a refusal out of the walk over the syntax tree; never leaves this package. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private RefusedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedException notAllowed(String message) {
        return new RefusedException(new Refusal(Reason.NOT_ALLOWED, message));
    }

    static RefusedException unknownTable(String message) {
        return new RefusedException(new Refusal(Reason.UNKNOWN_TABLE, message));
    }

    Refusal refusal() {
        return refusal;
    }
}
