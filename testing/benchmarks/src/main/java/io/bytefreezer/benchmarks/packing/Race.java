package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.lake.catalog.LakeCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Rounds of the same rows for both. They never work at the same time.
 *
 * @param catalog tells what is committed
 * @param filler writes the rows
 * @param progress takes a line for each round
 */
record Race(LakeCatalog catalog, Filler filler, Consumer<String> progress) {

    /** Gives rows that are not measured: classes are loaded and code is compiled, and the table is there. */
    void warmUp(Contender contender, long rows) {
        progress.accept(contender.name() + ": warm-up");
        filler.fill(contender.source(), rows);
        contender.await(catalog, rows);
    }

    /** Runs the rounds: what each took, by its name. */
    SequencedMap<String, List<Run>> run(List<Contender> contenders, long rows, int rounds) {
        SequencedMap<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender each : contenders) {
                Run run = measure(each, rows);
                progress.accept(each.name() + ": " + run);
                runs.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(run);
            }
        }
        return runs;
    }

    private Run measure(Contender contender, long rows) {
        long there = contender.rows(catalog);
        long commits = contender.commits(catalog);
        // Before the transaction is committed nobody can read a row, so the process is idle until then.
        long bodies = filler.fill(contender.source(), rows);
        Duration cpu = contender.process().cpu();
        long begin = System.nanoTime();
        contender.await(catalog, there + rows);
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        return new Run(rows, bodies, contender.process().cpu().minus(cpu), wall, contender.commits(catalog) - commits);
    }
}
