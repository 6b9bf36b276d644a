package io.bytefreezer.proxy.http;

import io.helidon.http.Status;

/**
 * Why a request is not served.
 *
 * @param status the answer's status
 * @param code for programs and metrics, snake case
 * @param message for people
 * @param retry whether the same request may succeed in a moment
 */
record Refusal(Status status, String code, String message, boolean retry) {

    /** The sender has to change something. */
    static Refusal of(Status status, String code, String message) {
        return new Refusal(status, code, message, false);
    }

    /** The sender has to wait. */
    static Refusal later(Status status, String code, String message) {
        return new Refusal(status, code, message, true);
    }
}
