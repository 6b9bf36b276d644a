package io.bytefreezer.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.job.JobStatus;
import io.bytefreezer.query.result.ResultFormat;
import io.bytefreezer.query.result.ResultPage;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.ResultWriter;
import io.bytefreezer.query.result.StoredRows;
import io.bytefreezer.query.result.UnfitValueException;
import io.bytefreezer.runtime.http.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/v1/query/jobs/{id}/rows}: a result by pages. Safe for use by many threads. */
final class JobRowsHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JobRowsHandler.class);

    private static final long LIMIT_DEFAULT = 1_000;
    private static final long LIMIT_MAX = 10_000;
    private static final long OFFSET_MAX = 1_000_000_000_000L;

    private final Access access;

    JobRowsHandler(Access access) {
        this.access = access;
    }

    /**
     * A part of a result.
     *
     * @param job whose result
     * @param state what is known of it
     * @param offset rows before the part
     * @param count rows in it
     * @param place where it lies
     */
    private record Part(JobStatus job, Succeeded state, long offset, long count, ResultPage place) {

        static Part of(JobStatus job, Succeeded state, long offset, long limit) {
            long total = state.summary().rows();
            long count = Math.max(0, Math.min(limit, total - offset));
            boolean more = offset + count < total;
            String next = JobHandlers.PATH + "/" + job.id() + "/rows?offset=" + (offset + count) + "&limit=" + limit;
            return new Part(job, state, offset, count, new ResultPage(offset, total, more ? next : null));
        }

        void write(StoredRows rows, ResultWriter to) throws IOException {
            to.columns(job.columns());
            for (long i = 0; i < count; i++) {
                to.row(rows.next());
            }
            ResultSummary whole = state.summary();
            to.end(new ResultSummary(count, whole.truncated(), whole.elapsed(), whole.freshness()));
        }
    }

    void handle(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal, IOException {
        JobStatus job = JobHandlers.find(backend, access.require(request), request);
        ResultFormat format = AcceptedFormat.of(request);
        long offset = number(request, "offset", 0, 0, OFFSET_MAX);
        long limit = number(request, "limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        if (job.state() instanceof Succeeded state) {
            send(backend, Part.of(job, state, offset, limit), format, response);
        } else {
            refuse(job, response);
        }
    }

    private static void send(QueryBackend backend, Part part, ResultFormat format, ServerResponse response)
            throws HttpRefusal, IOException {
        HeldOutput output = new HeldOutput(() -> headed(response, part, format).outputStream());
        long from = Math.min(part.offset(), part.place().total());
        try (StoredRows rows = backend.jobs().read(part.job().id(), part.state().index(), from);
                ResultWriter writer = format.writer(output, part.place())) {
            part.write(rows, writer);
        } catch (UnfitValueException e) {
            throw new HttpRefusal(Status.BAD_REQUEST_400, "query_error", String.valueOf(e.getMessage()));
        } catch (NoSuchFileException gone) {
            LOG.debug("Job {} went while its rows were asked for", part.job().id(), gone);
            throw JobHandlers.unknown();
        } catch (IOException e) {
            if (output.isSending()) {
                throw e;
            }
            LOG.error("The result of job {} cannot be read", part.job().id(), e);
            throw new HttpRefusal(
                    Status.INTERNAL_SERVER_ERROR_500,
                    "internal_error",
                    "the result cannot be read from this service's disk: make the job again");
        }
        if (output.isSending()) {
            output.close();
        } else {
            headed(response, part, format).send(output.held());
        }
    }

    private static ServerResponse headed(ServerResponse response, Part part, ResultFormat format) {
        String next = part.place().next();
        if (next != null) {
            response.header(HeaderNames.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.header(HeaderNames.CONTENT_TYPE, format.mediaType())
                .header(Answer.ROWS, Long.toString(part.count()))
                .header(
                        Answer.TRUNCATED,
                        Boolean.toString(part.state().summary().truncated()));
    }

    private static void refuse(JobStatus job, ServerResponse response) {
        String state = job.state().phase().label();
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("error", "no_result")
                .put(
                        "message",
                        "the job is " + state + ": rows can be read of a job that is succeeded; " + JobHandlers.PATH
                                + "/" + job.id() + " tells how it stands")
                .put("state", state);
        response.status(Status.CONFLICT_409)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(body));
    }

    private static long number(ServerRequest request, String name, long byDefault, long least, long most)
            throws HttpRefusal {
        Optional<String> text = request.query().first(name).asOptional();
        if (text.isEmpty()) {
            return byDefault;
        }
        boolean isNumber = text.get().matches("[0-9]{1,15}");
        if (!isNumber || Long.parseLong(text.get()) < least || Long.parseLong(text.get()) > most) {
            throw new HttpRefusal(
                    Status.BAD_REQUEST_400,
                    "bad_request",
                    "\"" + name + "\" must be a whole number from " + least + " to " + most);
        }
        return Long.parseLong(text.get());
    }
}
