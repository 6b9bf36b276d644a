package io.bytefreezer.system.torture;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.check.Check;
import io.bytefreezer.system.ledger.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run says at its end. Pure.
 *
 * @param sent how many events were sent
 * @param expired how many of them were older than their dataset keeps rows
 * @param faults faults that happened, by kind
 * @param skipped faults that did not, with the reason
 * @param exits services that ended by themselves
 * @param behind who was still behind when the wait for it was over
 * @param result what was found
 * @param audits what {@code bytefreezer audit --deep} says of each dataset
 */
record Report(
        int sent,
        int expired,
        Map<String, Integer> faults,
        List<String> skipped,
        List<String> exits,
        List<String> behind,
        Check.Result result,
        Map<DatasetRef, Audits.Verdict> audits) {

    private static final int EXAMPLES_MAX = 10;

    /** Whether nothing is lost and nothing doubled, at every stage, and audits say so too. */
    boolean isGood() {
        return lost() == 0
                && doubled() == 0
                && behind.isEmpty()
                && audits.values().stream().allMatch(Audits.Verdict::isComplete);
    }

    /** The tables. */
    String text() {
        StringBuilder text = new StringBuilder("\nfaults\n");
        new TreeMap<>(faults).forEach((kind, count) -> line(text, "  %4d  %s".formatted(count, kind)));
        skipped.forEach(skip -> line(text, "     -  not done: " + skip));
        if (!exits.isEmpty()) {
            line(text, "\nended by themselves and were started again: " + String.join(", ", exits));
        }
        line(text, "\n%-36s %9s %9s %9s".formatted("stage", "events", "lost", "doubled"));
        for (Comparison.Verdict verdict : result.verdicts()) {
            line(
                    text,
                    "%-36s %9d %9d %9d"
                            .formatted(
                                    verdict.stage(),
                                    verdict.found(),
                                    verdict.lost().size(),
                                    verdict.doubled().size()));
        }
        line(text, "\nsent so old that retention removes their rows: " + expired);
        line(text, "dead letters by error: " + new TreeMap<>(result.lettersByError()));
        line(text, "dead letters sent again with their batch, as they may be: " + result.repeatedLetters());
        audits.forEach((dataset, verdict) -> line(text, "audit --deep of " + dataset + ": " + verdict.text()));
        behind.forEach(who -> line(text, "still behind: " + who));
        for (Comparison.Verdict verdict : result.verdicts()) {
            examples(text, verdict.stage() + ": lost ", verdict.lost());
            examples(text, verdict.stage() + ": doubled ", verdict.doubled());
        }
        return text.toString();
    }

    /** The last line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "torture: %d events, %d faults of %d kinds, %d lost, %d duplicated",
                sent,
                faults.values().stream().mapToInt(Integer::intValue).sum(),
                faults.size(),
                lost(),
                doubled());
    }

    private long lost() {
        return result.verdicts().stream()
                .mapToLong(verdict -> verdict.lost().size())
                .sum();
    }

    private long doubled() {
        return result.verdicts().stream()
                .mapToLong(verdict -> verdict.doubled().size())
                .sum();
    }

    private static void examples(StringBuilder text, String what, List<String> all) {
        all.stream().limit(EXAMPLES_MAX).forEach(one -> line(text, what + one));
        if (all.size() > EXAMPLES_MAX) {
            line(text, "  and " + (all.size() - EXAMPLES_MAX) + " more");
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
