package io.bytefreezer.query.http;

import io.bytefreezer.runtime.control.KeyCheck;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.BearerKey;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Who may read, by the keys of the last snapshot. Safe for use by many threads. */
final class Access {

    private final SnapshotSource snapshots;

    Access(SnapshotSource snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * What a key may see.
     *
     * @param keyId its id, fit for logs
     * @param snapshot its account's snapshot without what is beyond its scope, the same for the whole request
     * @param scope its scope, where it has one
     */
    record Seen(String keyId, Snapshot snapshot, Optional<KeyScope> scope) {

        /** What rules the dataset, where some of its rows or columns are kept back. */
        Optional<Grant> restriction(DatasetRef dataset) {
            return scope.flatMap(found -> found.grant(dataset)).filter(Grant::restricts);
        }
    }

    /** What the request's key may see. */
    Seen require(ServerRequest request) throws HttpRefusal {
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
        Snapshot seen = known.narrow(snapshot, KeyHash.QUERY)
                .orElseThrow(() -> new HttpRefusal(
                        Status.FORBIDDEN_403,
                        "wrong_key_type",
                        "a key of this type cannot query: use one of type query or service"));
        return new Seen(
                known.id(),
                seen,
                known.type().equals(KeyHash.SERVICE) ? Optional.empty() : Optional.ofNullable(known.scope()));
    }
}
