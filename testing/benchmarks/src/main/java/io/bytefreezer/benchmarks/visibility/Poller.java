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
import java.util.stream.Stream;

/**
 * Asks SQL which events are there, and keeps what it answered. For one thread.
 *
 * <p>Every answer is of every row of the table: how many, their sum, and their hashes joined by exclusive or. The numbers of the rows of batches that were not seen whole yet
 * are in it one by one, so that it is known which of these are there, and how often. Without them the rest must be the fingerprint of each earlier number once,
 * which no other rows have: {@link Fingerprint} says why. To count different numbers, which proves as much, costs the query ten times what reading them does.
 */
final class Poller {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    /** Longer than any measurement. */
    private static final long AGES = Long.MAX_VALUE / 4;

    private static final int WRONG_KEPT_MAX = 20;
    /** The column of the answer with the numbers of newer rows. */
    private static final int NUMBERS = 3;

    private final Pipeline pipeline;
    private final DatasetRef dataset;
    private final Ledger ledger;
    private final int batch;
    private final List<Long> queryNanos = new ArrayList<>();
    private final Set<String> snapshots = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private long brokenAnswers;
    private long lateAnswers;
    private long tailRowsMax;
    private long warned;
    private boolean warm;
    private int inTime;
    private String last = "";

    Poller(Pipeline pipeline, DatasetRef dataset, Ledger ledger, int batch) {
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.ledger = ledger;
        this.batch = batch;
    }

    /** Asks once and checks the answer. Every row is looked at every time; those that were seen before are looked at together. */
    void poll() {
        long start = System.nanoTime();
        int known = ledger.wholeUpTo();
        long newer = (known + 1L) * batch;
        String sql = "select count(*), sum(n), bit_xor(hash(n)), list(n) filter (where n >= " + newer + ") from \""
                + dataset.dataset() + "\" where n is not null";
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
        Ledger.Faults faults = ledger.check(seen(known, tree), start - (warm ? SECOND : AGES), end);
        inTime = ledger.isSeen(start - SECOND) ? inTime + 1 : 0;
        brokenAnswers += faults.broken().isEmpty() ? 0 : 1;
        lateAnswers += faults.late().isEmpty() ? 0 : 1;
        Stream.concat(faults.broken().stream(), faults.late().stream().limit(1))
                .limit(Math.max(0, WRONG_KEPT_MAX - wrong.size()))
                .forEach(fault ->
                        wrong.add("answer " + queryNanos.size() + ": " + fault + "; " + tree.at("/freshness/0")));
    }

    /** How many of the last answers, without one between that did not, had all that was acknowledged a second before they were asked for. */
    int inTime() {
        return inTime;
    }

    /** Forgets how long queries took so far, not what was wrong; from now on it is wrong too to be late. */
    void warmedUp() {
        warm = true;
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

    /** Answers with a row twice, or without one that was there before. */
    long brokenAnswers() {
        return brokenAnswers;
    }

    /** Answers without a row that was acknowledged a second before they were asked for. */
    long lateAnswers() {
        return lateAnswers;
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

    private Ledger.Seen seen(int known, JsonNode answer) {
        JsonNode row = answer.at("/rows/0");
        Fingerprint together = new Fingerprint(row.path(0).asLong(), longBits(row.path(1)), longBits(row.path(2)));
        Map<Integer, List<Long>> newer = new HashMap<>();
        for (JsonNode number : row.path(NUMBERS)) {
            long n = number.asLong();
            together = together.without(n);
            newer.computeIfAbsent((int) (n / batch), ignored -> new ArrayList<>())
                    .add(n);
        }
        Map<Integer, Ledger.Count> counts = new HashMap<>();
        newer.forEach(
                (number, events) -> counts.put(number, new Ledger.Count(events.size(), new HashSet<>(events).size())));
        return new Ledger.Seen(known, together, counts);
    }

    /** Null where there are no rows; wider than a {@code long} else, without a sign. */
    private static long longBits(JsonNode number) {
        return number.isNumber() ? number.bigIntegerValue().longValue() : 0;
    }
}
