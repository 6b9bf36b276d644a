package io.bytefreezer.query.http;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.query.live.EventStream;
import io.bytefreezer.query.result.ResultFormat;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.run.Budget;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.LakeTables;
import io.bytefreezer.query.run.QueryFailedException;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.run.QuerySlots;
import io.bytefreezer.query.tail.Follower;
import io.bytefreezer.query.tail.Tail;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream: looks at the topic, asks SQL for the rows wanted of what came, and sends these. For one thread. */
final class LiveStream {

    /** The table's columns are asked for again after this: others see new ones at once, a stream in some seconds. */
    private static final Duration COLUMNS_FOR = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private final QueryBackend backend;
    private final String key;
    private final DatasetRef dataset;
    private final Job job;
    private final Follower follower;
    private List<Column> columns = List.of();
    private long columnsAt;
    private volatile boolean gone;

    LiveStream(QueryBackend backend, String key, DatasetRef dataset, Job job, Follower follower) {
        this.backend = backend;
        this.key = key;
        this.dataset = dataset;
        this.job = job;
        this.follower = follower;
    }

    /** Notes where the topic ends: what comes after it is sent. */
    void begin() {
        refreshColumns();
        follower.next(columns).tail().close();
    }

    /** Ends the stream; from any thread. */
    void clientGone() {
        gone = true;
    }

    /** Sends rows until there were enough of them, the client goes, or the key is not allowed any more. */
    void run(EventStream events, long limit, BooleanSupplier allowed) throws IOException, InterruptedException {
        long left = limit;
        long beatNanos = backend.live().config().heartbeat().toNanos();
        long sent = System.nanoTime();
        events.event("open", "{}");
        events.flush();
        while (left > 0
                && !gone
                && !backend.live().closesWithin(backend.live().config().interval())) {
            if (!allowed.getAsBoolean()) {
                events.event("end", "{\"reason\":\"the key is not allowed to read this any more\"}");
                return;
            }
            Outcome outcome = step(left);
            left -= outcome.rows();
            // Only here, where it holds nothing that others wait for: a client may take its time.
            send(events, outcome);
            if (outcome.error() != null) {
                return;
            }
            if (outcome.rows() > 0 || outcome.skipped() > 0) {
                sent = System.nanoTime();
            } else if (System.nanoTime() - sent > beatNanos) {
                events.heartbeat();
                events.flush();
                sent = System.nanoTime();
            }
        }
        events.event(
                "end", Json.mapper().writeValueAsString(Map.of("reason", left > 0 ? "the service stops" : "limit")));
    }

    /**
     * What one look gave.
     *
     * @param rows how many rows
     * @param lines they, as NDJSON
     * @param skipped records left out
     * @param error what is wrong with the condition; null when nothing
     */
    private record Outcome(
            long rows, String lines, long skipped, @Nullable String error) {

        static final Outcome NOTHING = new Outcome(0, "", 0, null);
    }

    private Outcome step(long most) throws InterruptedException {
        refreshColumns();
        Optional<QuerySlots.Slot> slot =
                backend.engine().enter(key, job.budget().allowance());
        if (slot.isEmpty()) {
            // Queries go first; what came waits in the topic.
            return Outcome.NOTHING;
        }
        try {
            Follower.Batch batch = follower.next(columns);
            Tail tail = batch.tail();
            if (tail.rows().isEmpty()) {
                tail.close();
                return new Outcome(0, "", batch.skipped(), null);
            }
            return query(tail, batch.skipped(), most);
        } finally {
            slot.get().close();
        }
    }

    private Outcome query(Tail tail, long skipped, long most) throws InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Job limited = new Job(
                job.key(),
                job.plan(),
                job.tenant(),
                Math.min(most, job.rowsMax()),
                job.scope(),
                job.read(),
                true,
                new Budget(job.budget().allowance()));
        try {
            ResultSummary summary = backend.engine()
                    .start(
                            limited,
                            LakeTables.alone(dataset, columns, tail),
                            ResultFormat.NDJSON.writer(lines),
                            new Cancellation())
                    .get();
            return new Outcome(summary.rows(), lines.toString(StandardCharsets.UTF_8), skipped, null);
        } catch (ExecutionException e) {
            LOG.debug("A stream of {} ends", dataset, e);
            String why = e.getCause() instanceof QueryFailedException failure
                    ? String.valueOf(failure.getMessage())
                    : "this service failed on the rows";
            return new Outcome(0, "", skipped, why);
        }
    }

    private static void send(EventStream events, Outcome outcome) throws IOException {
        if (outcome.skipped() > 0) {
            events.event("skipped", "{\"records\":" + outcome.skipped() + "}");
        }
        events.rows(outcome.lines().getBytes(StandardCharsets.UTF_8));
        if (outcome.error() != null) {
            events.event("error", Json.mapper().writeValueAsString(Map.of("message", outcome.error())));
        }
        events.flush();
    }

    private void refreshColumns() {
        long now = System.nanoTime();
        if (!columns.isEmpty() && now - columnsAt < COLUMNS_FOR.toNanos()) {
            return;
        }
        try {
            columns = backend.tables().columns(dataset);
            columnsAt = now;
        } catch (LakeException e) {
            // With the columns known so far it goes on while the lake is away.
            if (columns.isEmpty()) {
                throw e;
            }
            columnsAt = now;
        }
    }
}
