package io.bytefreezer.query.http;

import io.bytefreezer.runtime.control.KeyCheck;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.BearerKey;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

/** Who may read, by the keys of the last snapshot. Safe for use by many threads. */
final class Access {

    /** Keys of this type may do everything in their account. */
    private static final String SERVICE = "service";

    private final SnapshotSource snapshots;

    Access(SnapshotSource snapshots) {
        this.snapshots = snapshots;
    }

    /** What the request's key may see: its account's snapshot, the same for the whole request. */
    Snapshot require(ServerRequest request) throws HttpRefusal {
        String key = BearerKey.of(request)
                .orElseThrow(() -> new HttpRefusal(
                        Status.UNAUTHORIZED_401, "missing_key", "send a key as 'Authorization: Bearer <key>'"));
        Snapshot snapshot = snapshots
                .current()
                .orElseThrow(() -> new HttpRefusal(
                        Status.SERVICE_UNAVAILABLE_503,
                        "no_snapshot",
                        "this service has not reached its control plane yet and knows no keys; try again"));
        KeyHash known = KeyCheck.find(snapshot, key)
                .orElseThrow(() -> new HttpRefusal(
                        Status.UNAUTHORIZED_401, "unknown_key", "the key is not known, or it was revoked"));
        if (!known.type().equals(SERVICE)) {
            throw new HttpRefusal(Status.FORBIDDEN_403, "wrong_key_type", "a key of this type cannot query");
        }
        return snapshot;
    }
}
