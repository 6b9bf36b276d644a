package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.benchmarks.endtoend.Machine;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param scale how much
 * @param appended what was appended
 * @param kept what upkeep did
 * @param watched what the watcher saw
 * @param took how long it took
 * @param sizes files that are left
 */
record Outcome(Scale scale, Appended appended, Keeper.Done kept, Watched watched, Took took, Sizes sizes) {

    private static final int DIFFERENCES_SHOWN = 20;
    private static final double MILLIS = 1e3;
    private static final double PERCENT = 100;
    private static final int MIB = 1 << 20;

    /**
     * What was appended.
     *
     * @param files data files
     * @param bytes of them
     * @param json bytes of the events
     * @param late events that came in a later hour than theirs
     * @param filesAtEnd files of the table when the last was appended
     */
    record Appended(int files, long bytes, long json, long late, int filesAtEnd) {}

    /**
     * What the watcher saw.
     *
     * @param during polls while events were appended
     * @param after polls while upkeep worked alone
     * @param scans hours that were read, all of them once at the end
     * @param differences to the ledger
     */
    record Watched(int during, int after, int scans, List<String> differences) {}

    /**
     * Time.
     *
     * @param appending until the last event was appended
     * @param settling from then until nothing was left to do
     */
    record Took(Span appending, Span settling) {}

    /**
     * A span of time.
     *
     * @param time by the clock
     * @param cpu of the process
     */
    record Span(Duration time, Duration cpu) {}

    boolean isGood() {
        return watched.differences().isEmpty() && sizes.below(scale.smallBytes()) == 0 && outside() == 0;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(conditions());
        text.append("| | |\n| --- | ---: |\n");
        row(text, "events, hours, commits", "%,d, %d, %,d", scale.events(), Scale.HOURS, scale.batches());
        row(text, "files appended, MiB", "%,d, %s", appended.files(), Sizes.mib(appended.bytes()));
        row(text, "files when the last was appended", "%,d", appended.filesAtEnd());
        row(text, "files at the end, MiB", "%,d, %s", sizes.count(), Sizes.mib(sizes.total()));
        row(text, "their sizes, least / median / most, MiB", "%s", sizes.spread());
        row(text, "smaller than " + Sizes.mib(scale.tinyBytes()) + " MiB", "%d", sizes.below(scale.tinyBytes()));
        row(text, "outside " + range() + " MiB", "%d", outside());
        row(
                text,
                "polls of all hours' counts while appending, afterwards",
                "%,d, %,d",
                watched.during(),
                watched.after());
        row(text, "hours read and compared row by row", "%,d", watched.scans());
        row(
                text,
                "**differences to the ledger**",
                "**%d**",
                watched.differences().size());
        row(text, "rewrites, files, MiB", "%,d, %,d, %s", kept.rewrites(), kept.files(), Sizes.mib(kept.bytes()));
        row(text, "bytes rewritten for each appended", "%.2f", (double) kept.bytes() / appended.bytes());
        row(text, "rewrites given up, snapshots expired", "%d, %,d", kept.givenUp(), kept.expired());
        row(
                text,
                "seconds appending, then settling",
                "%s, %s",
                seconds(took.appending().time()),
                seconds(took.settling().time()));
        row(
                text,
                "CPU seconds of the process meanwhile",
                "%s, %s",
                seconds(took.appending().cpu()),
                seconds(took.settling().cpu()));
        row(
                text,
                "CPU seconds of upkeep, per million events",
                "%s, %.1f",
                seconds(kept.cpu()),
                kept.cpu().toMillis() / MILLIS * 1e6 / scale.events());
        watched.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .forEach(difference -> text.append("\n- ").append(difference));
        text.append('\n').append(isGood() ? "All goals are met." : "A goal is missed.");
        return text.toString();
    }

    private String conditions() {
        return """
                `io.bytefreezer.benchmarks.upkeep.CompactionMeasurement --events %d --batches %d --target-mib %d` on %s: %s.

                Events of %,d bytes of JSON, most of it ids and signatures that do not compress, so that an hour has enough bytes for a file of the
                size wanted: %,d bytes each in Parquet, %s MiB an hour. Of them, %.1f %% came in a later hour than their own, up to %d hours late.
                Store, catalog, appends (a thread), upkeep (a thread, its DuckDB with %d MiB) and the watcher were one process; there was no broker.

                """.formatted(
                        scale.events(),
                        scale.batches(),
                        scale.targetBytes() / MIB,
                        LocalDate.now(ZoneOffset.UTC),
                        Machine.description(),
                        appended.json() / scale.events(),
                        sizes.total() / scale.events(),
                        Sizes.mib(sizes.total() / Scale.HOURS),
                        PERCENT * appended.late() / scale.events(),
                        Events.LATE_HOURS_MAX,
                        Keeper.MEMORY / MIB);
    }

    private long outside() {
        return sizes.below(scale.smallBytes()) + sizes.above(scale.largestBytes());
    }

    private String range() {
        return Sizes.mib(scale.smallBytes()) + "–" + Sizes.mib(scale.largestBytes());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency, for a table
    private static void row(StringBuilder text, String name, String format, Object... values) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(String.format(Locale.ROOT, format, values))
                .append(" |\n");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / MILLIS);
    }
}
