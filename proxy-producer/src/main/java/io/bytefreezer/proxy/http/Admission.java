package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.runtime.control.KeyCheck;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.BearerKey;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Decides by a request's path and headers whether its body is read, and as what. */
final class Admission {

    private static final int SHOWN_MAX = 100;

    private Admission() {}

    static Snapshot snapshot(SnapshotSource snapshots) throws RefusedException {
        return snapshots
                .current()
                .orElseThrow(() -> new RefusedException(Refusal.later(
                        Status.SERVICE_UNAVAILABLE_503,
                        "no_snapshot",
                        "the service has not heard from its control plane yet, and knows no datasets")));
    }

    /** The snapshot as the request's key sees it: for an ingest key, the datasets it may send to and no others. */
    static Snapshot checkKey(ServerRequest request, Snapshot snapshot) throws RefusedException {
        Optional<String> key = BearerKey.of(request);
        if (key.isEmpty()) {
            throw refused(Status.UNAUTHORIZED_401, "missing_key", "send a service key: 'Authorization: Bearer <key>'");
        }
        KeyHash known = KeyCheck.find(snapshot, key.get())
                .orElseThrow(() -> refused(
                        Status.UNAUTHORIZED_401,
                        "unknown_key",
                        "this key is not one of the account's keys, or it was revoked"));
        return known.narrow(snapshot, KeyHash.INGEST)
                .orElseThrow(() -> refused(
                        Status.FORBIDDEN_403,
                        "wrong_key_type",
                        "a key of this type cannot send events: use one of type ingest or service"));
    }

    /** A dataset that takes events. */
    static DatasetRef dataset(ServerRequest request, Snapshot snapshot) throws RefusedException {
        DatasetRef dataset = known(request, snapshot);
        if (!snapshot.accepts(dataset)) {
            throw refused(
                    Status.NOT_FOUND_404,
                    "inactive_dataset",
                    "dataset '" + dataset + "' takes no events: it or its tenant is switched off");
        }
        return dataset;
    }

    /** A dataset that is there, be it active or not: what was taken before it was switched off is still welcome. */
    static DatasetRef known(ServerRequest request, Snapshot snapshot) throws RefusedException {
        // The web server has decoded the path: an encoded slash would count as one.
        if (request.path().rawPath().indexOf('%') >= 0) {
            throw refused(Status.NOT_FOUND_404, "unknown_dataset", "no id has a character that needs percent-encoding");
        }
        DatasetRef dataset =
                new DatasetRef(id(request, "tenant", "unknown_tenant"), id(request, "dataset", "unknown_dataset"));
        if (snapshot.tenants().stream().noneMatch(tenant -> tenant.id().equals(dataset.tenant()))) {
            throw refused(Status.NOT_FOUND_404, "unknown_tenant", "there is no tenant '" + dataset.tenant() + "'");
        }
        if (snapshot.dataset(dataset).isEmpty()) {
            throw refused(
                    Status.NOT_FOUND_404,
                    "unknown_dataset",
                    "tenant '" + dataset.tenant() + "' has no dataset '" + dataset.dataset() + "'");
        }
        return dataset;
    }

    static ContentCoding coding(ServerRequest request) throws RefusedException {
        String header = String.join(",", request.headers().values(HeaderNames.CONTENT_ENCODING));
        return ContentCoding.of(header)
                .orElseThrow(() -> refused(
                        Status.UNSUPPORTED_MEDIA_TYPE_415,
                        "unknown_encoding",
                        "Content-Encoding '" + shown(header) + "' is not one of gzip, zstd, deflate, identity"));
    }

    static BodyFormat format(ServerRequest request, Optional<BodyFormat> configured) throws RefusedException {
        if (configured.isPresent() && configured.get() != BodyFormat.AUTO) {
            return configured.get();
        }
        String header = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        return BodyFormat.ofContentType(header)
                .orElseThrow(() -> refused(
                        Status.UNSUPPORTED_MEDIA_TYPE_415,
                        "unknown_charset",
                        "Content-Type '" + shown(header) + "' cannot be cut into lines: send UTF-8"));
    }

    private static ResourceId id(ServerRequest request, String parameter, String code) throws RefusedException {
        String text = request.path().pathParameters().get(parameter);
        try {
            return new ResourceId(text);
        } catch (IllegalArgumentException e) {
            throw refused(Status.NOT_FOUND_404, code, "there is no such " + parameter + ": " + e.getMessage());
        }
    }

    private static RefusedException refused(Status status, String code, String message) {
        return new RefusedException(Refusal.of(status, code, message));
    }

    /** What a stranger sent goes into answers without control characters, and not at any length. */
    private static String shown(String text) {
        String head = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
