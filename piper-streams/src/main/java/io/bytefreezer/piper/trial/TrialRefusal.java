package io.bytefreezer.piper.trial;

import io.helidon.http.Status;

/** A request that is refused, with what the sender is told. */
final class TrialRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Status status;
    private final String code;

    TrialRefusal(Status status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    Status status() {
        return status;
    }

    String code() {
        return code;
    }
}
