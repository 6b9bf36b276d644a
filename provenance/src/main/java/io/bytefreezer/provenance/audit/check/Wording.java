package io.bytefreezer.provenance.audit.check;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as sentences for people: what is wrong, where, and what to do. */
final class Wording {

    private Wording() {}

    /**
     * A finding in words.
     *
     * @param kind a name for programs, snake case
     * @param text what is wrong and where
     * @param advice what to do
     */
    record Words(String kind, String text, String advice) {}

    static Words of(Finding finding) {
        return switch (finding) {
            case Finding.Gap gap -> gap(gap);
            case Finding.Overlap overlap ->
                new Words(
                        "overlap",
                        "offsets " + overlap.offsets() + " are in two raw objects: " + overlap.first() + " and "
                                + overlap.second(),
                        "was the topic deleted and created again? Then keep the older objects elsewhere, and audit the"
                                + " newer ones");
            case Finding.Lag lag -> lag(lag);
            case Finding.Lost lost -> lost(lost);
            case Finding.Doubled doubled ->
                new Words(
                        "doubled",
                        doubled.rows() + " rows too many of offsets " + doubled.offsets()
                                + names(" in ", doubled.files()),
                        "replay these offsets: a replay replaces the rows of its range");
            case Finding.Stray stray ->
                new Words(
                        "stray",
                        "rows of offsets " + stray.offsets() + " have no raw record" + names(": ", stray.files()),
                        "look for a raw object that was deleted, or for another writer to this table");
            case Finding.Mistaken mistaken ->
                new Words(
                        "mistaken",
                        "rows of offsets " + mistaken.offsets() + " have another event id than their raw record"
                                + names(": ", mistaken.files()),
                        "was the topic deleted and created again? Its offsets started over, and rows of both are there");
            case Finding.Different different ->
                new Words(
                        "different",
                        "topic and raw object hold different records at offsets " + different.offsets()
                                + names(": ", different.objects()),
                        "was the topic deleted and created again? Keep the older objects elsewhere");
            case Finding.Missing missing -> missing(missing);
            case Finding.Surplus surplus ->
                new Words(
                        "surplus",
                        surplus.rows() + " more rows and dead letters than raw records",
                        "--deep tells which: records that become several events, rows that are doubled, or dead letters that"
                                + " were replayed");
        };
    }

    private static Words gap(Finding.Gap gap) {
        String where = "offsets " + gap.offsets() + " are in no raw object" + names(", beside ", gap.neighbours());
        return switch (gap.evidence()) {
            case RECORDS_IN_TOPIC ->
                new Words(
                        "gap",
                        where + "; the topic still has records there",
                        "an object was deleted, or never written: save the topic's records before its retention takes"
                                + " them (retention.ms)");
            case BEFORE_TOPIC ->
                new Words(
                        "gap",
                        where + "; the topic does not reach back to them",
                        "restore the object from a backup or an older version of the bucket. If a lifecycle rule removed"
                                + " it on purpose, audit with --from after it");
        };
    }

    private static Words lag(Finding.Lag lag) {
        String what = switch (lag.stage()) {
            case RECEIVER -> "not yet in raw objects";
            case PIPER -> "not yet processed by the piper";
            case PACKER -> "not yet packed into the table";
        };
        return new Words(
                "lag",
                "offsets " + lag.offsets() + " are " + what,
                "--wait SECONDS waits for them; if they do not move, see the health of the "
                        + lag.stage().name().toLowerCase(Locale.ROOT));
    }

    private static Words lost(Finding.Lost lost) {
        String outdated = lost.outdatedRules().isEmpty()
                ? ""
                : "; versions " + lost.outdatedRules()
                        + " of the rules would account for some, but were replaced before" + " these records came";
        return new Words(
                "lost",
                lost.offsets().count() + " records without row, dead letter or rule: offsets " + lost.offsets()
                        + names(" of ", lost.objects()) + outdated,
                "replay these offsets from the raw objects");
    }

    private static Words missing(Finding.Missing missing) {
        return missing.mayBeRight()
                ? new Words(
                        "missing",
                        missing.records() + " records without a row: dropped by rules, or lost",
                        "--deep tells which")
                : new Words(
                        "missing",
                        missing.records() + " records are lost: they have no row, and no rule drops any",
                        "--deep tells which; replay them then");
    }

    private static String names(String before, Collection<String> names) {
        return names.isEmpty() ? "" : before + names.stream().sorted().collect(Collectors.joining(", "));
    }
}
