package io.bytefreezer.query.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a request so far. For one thread at a time; ended once, later ends are not heard. */
public final class QueryTrail {

    private final AuditLog log;
    private final Clock clock;
    private final Instant start;
    private final String keyId;
    private final @Nullable String tenant;
    private final String sql;
    private List<String> tables = List.of();
    private @Nullable String saved;
    private @Nullable String job;
    private boolean ran;
    private boolean ended;

    QueryTrail(AuditLog log, Clock clock, String keyId, @Nullable String tenant, String sql) {
        this.log = log;
        this.clock = clock;
        this.start = clock.instant();
        this.keyId = keyId;
        this.tenant = tenant;
        this.sql = sql;
    }

    /** The query may run, and reads these tables. */
    public void allowed(List<String> named) {
        tables = List.copyOf(named);
    }

    /** The request named a saved query by this id; null where it did not. */
    public void saved(@Nullable String id) {
        saved = id;
    }

    /** It runs as the job with this id. */
    public void runsAs(String id) {
        job = id;
    }

    /** The query runs. */
    public void runs() {
        ran = true;
    }

    /** What it would read was told. */
    public void explained() {
        end("explained", null, 0, 0);
    }

    /** It was answered. */
    public void answered(long rows, long bytes) {
        end("answered", null, rows, bytes);
    }

    /**
     * It did not run, or not to its end.
     *
     * @param reason as in the answer
     * @param bytes bytes of data files it read
     */
    public void failed(String reason, long bytes) {
        end(ran ? "failed" : "refused", reason, 0, bytes);
    }

    private void end(String outcome, @Nullable String reason, long rows, long bytes) {
        if (ended) {
            return;
        }
        ended = true;
        long millis = Duration.between(start, clock.instant()).toMillis();
        log.write(new AuditEntry(
                start,
                keyId,
                tenant,
                saved,
                log.cut(sql),
                sql.length(),
                tables,
                rows,
                bytes,
                millis,
                outcome,
                reason,
                job));
    }
}
