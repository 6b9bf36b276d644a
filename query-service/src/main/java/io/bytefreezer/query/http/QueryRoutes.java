package io.bytefreezer.query.http;

import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.HttpErrors;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service's routes. Safe for use by many threads. */
public final class QueryRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(QueryRoutes.class);

    private final Supplier<Optional<QueryBackend>> backend;
    private final SqlHandler sql;
    private final JobHandlers jobs;
    private final JobRowsHandler rows;
    private final TableHandlers tables;
    private final LiveHandler live;
    private final SavedQueries saved;

    /** Routes that work with the backend while there is one. */
    public QueryRoutes(SnapshotSource snapshots, QueryCounters counters, Supplier<Optional<QueryBackend>> backend) {
        Access access = new Access(snapshots);
        this.backend = backend;
        this.sql = new SqlHandler(access, counters);
        this.jobs = new JobHandlers(access, counters);
        this.rows = new JobRowsHandler(access);
        this.tables = new TableHandlers(access);
        this.live = new LiveHandler(access, counters);
        this.saved = new SavedQueries(access);
    }

    /** Adds the routes. */
    public void register(HttpRouting.Builder routing) {
        String job = JobHandlers.PATH + "/{" + JobHandlers.ID + "}";
        routing.post("/api/v1/query/sql", handler(sql::handle))
                .post(JobHandlers.PATH, handler(jobs::create))
                .get(JobHandlers.PATH, handler(jobs::list))
                .get(job, handler(jobs::status))
                .delete(job, handler(jobs::delete))
                .get(job + "/rows", handler(rows::handle))
                .get("/api/v1/tail", handler(live::handle))
                .get("/api/v1/queries", handler(saved::list))
                .get("/api/v1/datasets", handler(tables::datasets))
                .get("/api/v1/schema", handler(tables::schema));
    }

    /** Answers one request, or says why not. */
    private interface Call {
        void answer(QueryBackend backend, ServerRequest request, ServerResponse response)
                throws HttpRefusal, IOException, InterruptedException;
    }

    private Handler handler(Call call) {
        return (request, response) -> {
            try {
                call.answer(started(), request, response);
            } catch (HttpRefusal refusal) {
                LOG.debug("Refused: {}", refusal.getMessage(), refusal);
                HttpErrors.send(response, refusal.status(), refusal.body());
            } catch (IOException gone) {
                throw new CloseConnectionException("the client does not take its answer", gone);
            }
        };
    }

    private QueryBackend started() throws HttpRefusal {
        return backend.get()
                .orElseThrow(() -> new HttpRefusal(
                        Status.SERVICE_UNAVAILABLE_503, "not_ready", "the service is starting or stopping; try again"));
    }
}
