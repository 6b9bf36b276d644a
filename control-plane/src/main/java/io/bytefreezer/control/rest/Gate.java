package io.bytefreezer.control.rest;

import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.runtime.http.BearerKey;
import io.helidon.webserver.http.ServerRequest;

/** Lets requests with a good key in, and says to others which of four things is wrong. */
final class Gate {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final KeyRing keys;

    Gate(KeyRing keys) {
        this.keys = keys;
    }

    /** The key of the request, if it is good. */
    KeyRing.Shown enter(ServerRequest request) {
        KeyRing.Shown shown = check(request);
        keys.noteUse(shown.key());
        return shown;
    }

    /** Refuses the call if its key is not good any more. */
    void stillGood(Call call) {
        check(call.request());
    }

    private KeyRing.Shown check(ServerRequest request) {
        String clear = BearerKey.of(request)
                .orElseThrow(() ->
                        refused("missing_key", "a service key is needed: send the header Authorization: Bearer <key>"));
        KeyRing.Shown shown = keys.find(clear)
                .orElseThrow(
                        () -> refused("unknown_key", "this service key is unknown: check that all of it was sent"));
        if (!shown.key().good()) {
            throw refused(
                    "revoked_key",
                    "the service key '" + shown.key().name() + "' ("
                            + shown.key().prefix() + "…) was revoked at "
                            + shown.key().revokedAt() + ": create another");
        }
        if (!shown.key().isService()) {
            throw new RefusedException(
                    FORBIDDEN,
                    ErrorView.of(
                            "wrong_key_type",
                            "a key of type " + shown.key().type() + " opens nothing here: use one of type service"));
        }
        return shown;
    }

    private static RefusedException refused(String error, String message) {
        return new RefusedException(UNAUTHORIZED, ErrorView.of(error, message));
    }
}
