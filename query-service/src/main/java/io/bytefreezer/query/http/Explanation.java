package io.bytefreezer.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.query.run.LakeTables;
import io.bytefreezer.query.run.QueryFailedException;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.run.ReadPlan;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Tells what a query would read, without running it. Stateless. */
final class Explanation {

    private Explanation() {}

    static void send(LakeTables tables, Access.Seen seen, Job job, ServerResponse response) throws HttpRefusal {
        List<ReadPlan> plans = new ArrayList<>();
        for (DatasetRef dataset : job.datasets()) {
            plans.add(plan(tables, seen, job, dataset));
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json(plans));
    }

    private static ReadPlan plan(LakeTables tables, Access.Seen seen, Job job, DatasetRef dataset) throws HttpRefusal {
        if (seen.restriction(dataset).isPresent()) {
            throw new HttpRefusal(
                    Status.FORBIDDEN_403,
                    "not_allowed",
                    "a key with row or column filters cannot see how much there is of '" + dataset + "'");
        }
        try {
            return tables.explain(job, dataset);
        } catch (LakeException e) {
            throw HttpRefusal.of(QueryFailedException.of(e));
        }
    }

    private static byte[] json(List<ReadPlan> plans) {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode tables = body.putArray("tables");
        for (ReadPlan plan : plans) {
            ObjectNode table = tables.addObject()
                    .put(
                            "table",
                            plan.dataset().tenant().value() + "."
                                    + plan.dataset().dataset().value());
            OptionalLong snapshot = plan.snapshotId();
            // As a text, since most readers of JSON do not keep integers of this size.
            table.put("snapshot_id", snapshot.isPresent() ? Long.toString(snapshot.getAsLong()) : null);
            table.putObject("files")
                    .put("considered", plan.considered())
                    .put("pruned", plan.pruned())
                    .put("pruned_by_bloom_filters", plan.bloom())
                    .put("read", plan.read())
                    .put("cached", plan.cached())
                    .put("to_fetch", plan.read() - plan.cached());
            table.putObject("bytes").put("read", plan.bytes()).put("to_fetch", plan.bytesToFetch());
            table.put("counted_from_metadata", plan.isCounted());
        }
        return Json.bytes(body);
    }
}
