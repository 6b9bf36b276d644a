package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.watch.RevisionWatch.Waited;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What services ask for: the snapshot of the key's account, now or as soon as it is another one. */
final class SnapshotRoutes {

    private static final long WAIT_SECONDS_MAX = 60;

    private final Backend backend;
    private final Gate gate;

    SnapshotRoutes(Backend backend, Gate gate) {
        this.backend = backend;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(Route.get(
                        "/api/v1/snapshot",
                        "getSnapshot",
                        "Gives a service all it needs; with If-None-Match, 304 while nothing has changed.",
                        this::snapshot)
                .gives(Snapshot.class)
                .asks(
                        "wait",
                        "Seconds to wait for a change before 304 is answered, at most " + WAIT_SECONDS_MAX
                                + "; 0 where left out."));
    }

    private Reply snapshot(Call call) throws InterruptedException {
        Duration wait = Duration.ofSeconds(call.query("wait", 0, WAIT_SECONDS_MAX));
        long deadline = System.nanoTime() + wait.toNanos();
        String known = call.header(HeaderNames.IF_NONE_MATCH).orElse("");
        while (true) {
            // In this order: what changes after the account is read is later than what the watch has seen before.
            long seen = backend.watch().latest();
            String tag = tag(call.account(), revision(call));
            if (!known.equals(tag)) {
                return whole(call);
            }
            long left = deadline - System.nanoTime();
            Waited waited = left <= 0 ? Waited.TIMED_OUT : backend.watch().awaitAfter(seen, Duration.ofNanos(left));
            switch (waited) {
                case CHANGED -> gate.stillGood(call);
                case TIMED_OUT -> {
                    return Reply.of(304, null).with("ETag", tag);
                }
                case TOO_MANY ->
                    throw new RefusedException(
                            429, ErrorView.of("too_many_waiters", "too many services wait here already: try again"));
                case CLOSED ->
                    throw new RefusedException(503, ErrorView.of("stopping", "the control plane stops: try again"));
            }
        }
    }

    private long revision(Call call) {
        return backend.store().revision(call.account()).orElseThrow(() -> gone(call));
    }

    private Reply whole(Call call) {
        Optional<Snapshot> snapshot = backend.store().snapshot(call.account());
        return snapshot.map(found -> Reply.ok(Json.bytes(found)).with("ETag", tag(call.account(), found.revision())))
                .orElseThrow(() -> gone(call));
    }

    private static RefusedException gone(Call call) {
        return new RefusedException(Refusal.notFound("account", call.account()));
    }

    private static String tag(ResourceId account, long revision) {
        return "\"" + account + "-" + revision + "\"";
    }
}
