package io.bytefreezer.benchmarks.visibility;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.endtoend.Pipeline;
import io.bytefreezer.benchmarks.stack.Api;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks SQL which events are there, and keeps what it answered. For one thread. */
final class Poller {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int WRONG_KEPT_MAX = 20;

    private final Pipeline pipeline;
    private final DatasetRef dataset;
    private final Ledger ledger;
    private final int batch;
    private final List<Long> queryNanos = new ArrayList<>();
    private final Set<String> snapshots = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private long wrongAnswers;
    private long tailRowsMax;
    private long warned;
    private String last = "";

    Poller(Pipeline pipeline, DatasetRef dataset, Ledger ledger, int batch) {
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.ledger = ledger;
        this.batch = batch;
    }

    /** Asks once and checks the answer. Every row is counted every time; what was settled before is counted together. */
    void poll() {
        long start = System.nanoTime();
        int settled = ledger.settledAt(start - SECOND);
        // Rows, and different ones: a row there twice shows in the difference, one that is missing in the second
        // number.
        String sql = "select greatest(n // " + batch + ", " + settled + ") b, count(*), count(distinct n) from \""
                + dataset.dataset() + "\" where n is not null group by 1";
        Api.Answer answer = pipeline.api().sql(pipeline.stack().address("query"), Pipeline.TENANT, sql);
        long end = System.nanoTime();
        if (!answer.isOk()) {
            throw new BenchmarkException("the query failed: " + answer, null);
        }
        JsonNode tree = Api.tree(answer);
        queryNanos.add(end - start);
        last = (end - start) / MILLI + " ms, " + tree.path("execution_time_ms") + " ms in the service, "
                + tree.at("/freshness/0");
        note(tree.at("/freshness/0"));
        List<String> faults = ledger.check(settled, counts(tree), start - SECOND, end);
        if (!faults.isEmpty()) {
            wrongAnswers++;
            faults.stream()
                    .limit(Math.max(0, WRONG_KEPT_MAX - wrong.size()))
                    .forEach(fault ->
                            wrong.add("answer " + queryNanos.size() + ": " + fault + "; " + tree.at("/freshness/0")));
        }
    }

    /** Forgets how long queries took so far, not what was wrong. */
    void warmedUp() {
        queryNanos.clear();
        snapshots.clear();
        tailRowsMax = 0;
    }

    /** What the last query took and read, for whoever watches. */
    String last() {
        return last;
    }

    /** How long the queries took, sorted. */
    long[] queryNanos() {
        return queryNanos.stream().mapToLong(nanos -> nanos).sorted().toArray();
    }

    /** How many snapshots were read: packers committed between them. */
    int snapshots() {
        return snapshots.size();
    }

    /** Most rows of an answer that no packer had committed. */
    long tailRowsMax() {
        return tailRowsMax;
    }

    /** Answers that warned of something. */
    long warned() {
        return warned;
    }

    /** Answers with something wrong in them. */
    long wrongAnswers() {
        return wrongAnswers;
    }

    /** What was wrong, as far as it was kept. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void note(JsonNode freshness) {
        snapshots.add(freshness.path("snapshot_id").asText());
        tailRowsMax = Math.max(tailRowsMax, freshness.path("tail_rows").asLong());
        if (!freshness.path("warnings").isEmpty()) {
            warned++;
        }
    }

    private static Map<Integer, Ledger.Count> counts(JsonNode answer) {
        if (answer.path("truncated").asBoolean()) {
            throw new BenchmarkException("the answer was cut", null);
        }
        Map<Integer, Ledger.Count> counts = new HashMap<>();
        answer.path("rows")
                .forEach(row -> counts.put(
                        row.get(0).asInt(),
                        new Ledger.Count(row.get(1).asLong(), row.get(2).asLong())));
        return counts;
    }
}
