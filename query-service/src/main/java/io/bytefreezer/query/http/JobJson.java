package io.bytefreezer.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.bytefreezer.query.job.JobState;
import io.bytefreezer.query.job.JobState.Cancelled;
import io.bytefreezer.query.job.JobState.Ended;
import io.bytefreezer.query.job.JobState.Failed;
import io.bytefreezer.query.job.JobState.Queued;
import io.bytefreezer.query.job.JobState.Running;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.job.JobStatus;
import io.bytefreezer.query.result.FreshnessJson;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.runtime.http.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as JSON. What is not known yet is null. Stateless. */
final class JobJson {

    private JobJson() {}

    static byte[] of(JobStatus job) {
        return Json.bytes(node(job));
    }

    static byte[] of(List<JobStatus> jobs) {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode list = body.putArray("jobs");
        jobs.forEach(job -> list.add(node(job)));
        return Json.bytes(body);
    }

    private static ObjectNode node(JobStatus job) {
        ObjectNode node = Json.mapper().createObjectNode();
        JobState state = job.state();
        node.put("id", job.id().value());
        node.put("state", state.phase().label());
        node.put("sql", job.asked().sql());
        node.put("tenant", job.asked().tenant());
        node.put("created_at", job.created().toString());
        node.put("started_at", text(started(state)));
        node.put("ended_at", text(state instanceof Ended ended ? ended.at() : null));
        node.put("row_count", job.rows());
        node.put("bytes", job.bytes());
        putColumns(node, job.columns());
        putOutcome(node, state);
        return node;
    }

    private static void putColumns(ObjectNode node, List<ResultColumn> columns) {
        if (columns.isEmpty()) {
            node.putNull("columns");
            return;
        }
        ArrayNode list = node.putArray("columns");
        for (ResultColumn column : columns) {
            list.addObject().put("name", column.name()).put("type", column.type());
        }
    }

    private static void putOutcome(ObjectNode node, JobState state) {
        if (state instanceof Succeeded succeeded) {
            node.put("truncated", succeeded.summary().truncated());
            node.putRawValue(
                    "freshness",
                    new RawValue(FreshnessJson.text(succeeded.summary().freshness())));
        } else {
            node.putNull("truncated");
            node.putNull("freshness");
        }
        node.put("error", error(state));
        node.put("message", message(state));
    }

    private static @Nullable Instant started(JobState state) {
        return switch (state) {
            case Queued queued -> null;
            case Running running -> running.started();
            case Ended ended -> ended.started();
        };
    }

    private static @Nullable String error(JobState state) {
        return switch (state) {
            case Failed failed -> failed.error();
            case Cancelled cancelled -> "cancelled";
            case Queued queued -> null;
            case Running running -> null;
            case Succeeded succeeded -> null;
        };
    }

    private static @Nullable String message(JobState state) {
        return switch (state) {
            case Failed failed -> failed.message();
            case Cancelled cancelled -> cancelled.message();
            case Queued queued -> null;
            case Running running -> null;
            case Succeeded succeeded -> null;
        };
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
