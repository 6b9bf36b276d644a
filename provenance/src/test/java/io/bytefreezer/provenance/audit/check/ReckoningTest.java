package io.bytefreezer.provenance.audit.check;

import static io.bytefreezer.provenance.audit.check.Samples.DATASET;
import static io.bytefreezer.provenance.audit.check.Samples.NOON;
import static io.bytefreezer.provenance.audit.check.Samples.id;
import static io.bytefreezer.provenance.audit.check.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.piper.judge.EventIds;
import io.bytefreezer.piper.judge.Judge;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.rules.Drop;
import io.bytefreezer.provenance.rules.Gone;
import io.bytefreezer.provenance.rules.RuleBook;
import io.bytefreezer.provenance.rules.RuleVersion;
import io.bytefreezer.provenance.rules.Rules;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.transformations.ScriptedPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReckoningTest {

    private static final RuleVersion PASSTHROUGH = new RuleVersion(DatasetPlan.PASSTHROUGH, Instant.EPOCH, Instant.MAX);

    private static final RuleVersion SCRIPTED =
            new RuleVersion(new DatasetPlan(1, null, ScriptedPlan.plan()), Instant.EPOCH, Instant.MAX);

    private final List<Chain.Hole> holes = new ArrayList<>();

    private Gone gone = Gone.NOTHING;

    private final Drops.Tally drops = new Drops.Tally();

    private Reckoning reckon(List<RuleVersion> versions, Place... places) {
        RuleBook rules = new RuleBook(DATASET, versions, new Judge(EventCodec.withFixedIds()), gone);
        Reckoning reckoning = new Reckoning(0, rules, offset -> "object-" + offset / 10, holes, drops);
        List.of(places).forEach(reckoning::add);
        return reckoning;
    }

    private static Place place(@Nullable RawRecord record, boolean hasLetter, Place.Row... rows) {
        long offset = record == null ? rows[0].offset() : record.offset();
        return new Place(offset, record, null, record == null ? null : id(offset), List.of(rows), hasLetter, false);
    }

    private static Place.Row row(long offset) {
        return new Place.Row(offset, id(offset), "file-" + offset);
    }

    @Test
    void aRowForEachRecordIsComplete() {
        Reckoning reckoning = reckon(
                List.of(PASSTHROUGH), place(record(1, "{}"), false, row(1)), place(record(5, "{}"), false, row(5)));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(Counts.seen(2, 2, 0));
    }

    @Test
    void aRecordWithoutARowIsLost() {
        Reckoning reckoning =
                reckon(List.of(PASSTHROUGH), place(record(11, "{}"), false), place(record(12, "{}"), false));
        assertThat(reckoning.findings())
                .containsExactly(new Finding.Lost(
                        new Spans(List.of(new OffsetRange(11, 13)), 2, true), Set.of("object-1"), Set.of()));
    }

    @Test
    void withoutKnowingAnyRuleARecordWithoutARowIsLost() {
        assertThat(reckon(List.of(), place(record(11, "{}"), false)).findings())
                .hasSize(1)
                .first()
                .isInstanceOf(Finding.Lost.class);
    }

    @Test
    void aDeadLetterAccountsForARecordAndMayStandBesideARow() {
        Reckoning reckoning =
                reckon(List.of(PASSTHROUGH), place(record(1, "{no json"), true), place(record(2, "{}"), true, row(2)));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(Counts.seen(2, 1, 1));
    }

    @Test
    void aDeadLetterThatExpiredIsProvenByJudgingAgain() {
        Reckoning reckoning = reckon(List.of(PASSTHROUGH), place(record(1, "{no json"), false));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(new Counts(1, 0, 0, new Counts.Judged(0, 1, 0, 0, 0, 0)));
    }

    @Test
    void whatARuleInForceDropsIsNotLost() {
        RuleVersion drops = new RuleVersion(Rules.dropsAll(1), NOON.plusSeconds(60), Instant.MAX);
        Reckoning reckoning = reckon(List.of(drops), place(record(1, "{}"), false));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(new Counts(1, 0, 0, new Counts.Judged(1, 0, 0, 0, 0, 0)));
    }

    @Test
    void dropsOfEachVersionAreCountedApartTheMostFirst() {
        RuleVersion first = new RuleVersion(Rules.dropsAll(1), Instant.EPOCH, NOON.plusSeconds(60));
        Reckoning reckoning = reckon(List.of(first), place(record(1, "{}"), false));
        RuleVersion second = new RuleVersion(Rules.dropsAll(2), NOON.minusSeconds(60), Instant.MAX);
        reckon(List.of(second), place(record(2, "{}"), false), place(record(3, "{}"), false));
        assertThat(drops.drops().counted())
                .containsExactly(
                        new Drops.Counted(new Drop(2, "0:drop", "always_drop"), 2),
                        new Drops.Counted(new Drop(1, "0:drop", "always_drop"), 1));
        assertThat(reckoning.counts().judged().dropped()).isEqualTo(1);
    }

    @Test
    void onlySoManyFiltersAndReasonsAreCountedApartAndNoDropIsLeftOut() {
        for (int i = 0; i < 2 * Drops.COUNTED_MAX; i++) {
            drops.add(new Drop(i, "0:drop", "always_drop"));
        }
        drops.add(new Drop(0, "0:drop", "always_drop"));
        Drops counted = drops.drops();
        assertThat(counted.counted()).hasSize(Drops.COUNTED_MAX);
        assertThat(counted.counted().getFirst()).isEqualTo(new Drops.Counted(new Drop(0, "0:drop", "always_drop"), 2));
        assertThat(counted.others()).isEqualTo(Drops.COUNTED_MAX);
    }

    @Test
    void aRuleThatWasReplacedBeforeTheRecordCameIsNamedAndIsNoExcuse() {
        RuleVersion drops = new RuleVersion(Rules.dropsAll(1), Instant.EPOCH, NOON.minusSeconds(3600));
        RuleVersion keeps = new RuleVersion(Rules.keepsAll(2), NOON.minusSeconds(3600), Instant.MAX);
        assertThat(reckon(List.of(drops, keeps), place(record(1, "{}"), false)).findings())
                .containsExactly(new Finding.Lost(
                        new Spans(List.of(new OffsetRange(1, 2)), 1, true), Set.of("object-0"), Set.of(1)));
    }

    @Test
    void moreRowsThanTheRulesMakeAreDoubled() {
        Place.Row twice = new Place.Row(3, id(3), "other");
        assertThat(reckon(List.of(PASSTHROUGH), place(record(3, "{}"), false, row(3), twice))
                        .findings())
                .containsExactly(new Finding.Doubled(
                        new Spans(List.of(new OffsetRange(3, 4)), 1, true), 1, Set.of("file-3", "other")));
    }

    @Test
    void aRowWithoutARecordIsStrayUnlessItsOffsetIsAKnownHole() {
        assertThat(reckon(List.of(PASSTHROUGH), place(null, false, row(4))).findings())
                .containsExactly(
                        new Finding.Stray(new Spans(List.of(new OffsetRange(4, 5)), 1, true), Set.of("file-4")));
        holes.add(new Chain.Hole(new OffsetRange(0, 10), List.of()));
        assertThat(reckon(List.of(PASSTHROUGH), place(null, false, row(4))).findings())
                .isEmpty();
    }

    @Test
    void aRowWithAnotherEventIdIsMistaken() {
        Place.Row other = new Place.Row(3, new UUID(1, 1), "file");
        assertThat(reckon(List.of(PASSTHROUGH), place(record(3, "{}"), false, other))
                        .findings())
                .containsExactly(
                        new Finding.Mistaken(new Spans(List.of(new OffsetRange(3, 4)), 1, true), Set.of("file")));
    }

    @Test
    void topicAndObjectThatDifferAreFound() {
        Place torn = new Place(3, record(3, "{}"), record(3, "{\"n\":1}"), id(3), List.of(row(3)), false, true);
        assertThat(reckon(List.of(PASSTHROUGH), torn).findings())
                .containsExactly(
                        new Finding.Different(new Spans(List.of(new OffsetRange(3, 4)), 1, true), Set.of("object-0")));
    }

    @Test
    void aRowForEachOfTheEventsOfARecordIsComplete() {
        Reckoning reckoning =
                reckon(List.of(SCRIPTED), place(record(3, "{}\n{}\n{}"), false, row(3), row(3, 1), row(3, 2)));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(Counts.seen(1, 3, 0));
    }

    @Test
    void anEventWithoutARowIsLostThoughItsSiblingsArrived() {
        assertThat(reckon(List.of(SCRIPTED), place(record(3, "{}\n{}\n{}"), false, row(3), row(3, 2)))
                        .findings())
                .containsExactly(new Finding.Lost(
                        new Spans(List.of(new OffsetRange(3, 4)), 1, true), Set.of("object-0"), Set.of()));
    }

    @Test
    void aRowTooManyAmongSiblingsIsDoubledWhetherItsIdWasThereOrNot() {
        Finding.Doubled doubled =
                new Finding.Doubled(new Spans(List.of(new OffsetRange(3, 4)), 1, true), 1, Set.of("file-3"));
        assertThat(reckon(List.of(SCRIPTED), place(record(3, "{}\n{}"), false, row(3), row(3, 1), row(3, 1)))
                        .findings())
                .containsExactly(doubled);
        assertThat(reckon(List.of(SCRIPTED), place(record(3, "{}\n{}"), false, row(3), row(3, 1), row(3, 2)))
                        .findings())
                .containsExactly(doubled);
    }

    @Test
    void aMissingSiblingMayBeInTheDeadLettersOfThePacker() {
        assertThat(reckon(List.of(SCRIPTED), place(record(3, "{}\n{}"), true, row(3)))
                        .findings())
                .isEmpty();
    }

    @Test
    void eventsThatWereDroppedOrRoutedAreCounted() {
        Reckoning reckoning = reckon(
                List.of(SCRIPTED),
                place(record(3, "{\"drop\":1}\n{}\n{\"to\":\"b\"}\n{\"drop\":1}"), false, row(3)),
                place(record(4, "{\"to\":\"b\"}"), false),
                place(record(5, "{\"drop\":1}"), false));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(new Counts(3, 1, 0, new Counts.Judged(3, 0, 2, 0, 0, 0)));
        assertThat(drops.drops())
                .as("records and events alike, by what dropped them")
                .isEqualTo(new Drops(List.of(new Drops.Counted(new Drop(1, "0:script", "told"), 3)), 0));
    }

    @Test
    void whatAFilterMayHaveDroppedForWhatItRememberedIsNeitherLostNorProven() {
        Reckoning reckoning = reckon(
                List.of(SCRIPTED),
                place(record(3, "{\"once\":1}"), false),
                place(record(4, "{\"once\":2}\n{}"), false, row(4)));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts()).isEqualTo(new Counts(2, 1, 0, new Counts.Judged(0, 0, 0, 2, 0, 0)));
    }

    @Test
    void ofTheVersionsInForceTheOneThatFitsCounts() {
        RuleVersion one = new RuleVersion(Rules.keepsAll(2), Instant.EPOCH, Instant.MAX);
        assertThat(reckon(List.of(one, SCRIPTED), place(record(3, "{}"), false, row(3)))
                        .findings())
                .isEmpty();
        assertThat(reckon(List.of(), place(record(3, "{}"), false, row(3), row(3, 1)))
                        .findings())
                .as("no version is known")
                .isEmpty();
    }

    @Test
    void rowsThatRetentionRemovedAreNotLost() {
        gone = new Gone(NOON.plusSeconds(1), Set.of());
        Reckoning reckoning =
                reckon(List.of(PASSTHROUGH), place(record(3, "{}"), false), place(record(4, "{}"), false, row(4)));
        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.counts())
                .as("those that are still there are no fault either")
                .isEqualTo(new Counts(2, 1, 0, Counts.Judged.gone(1, 0)));
        gone = new Gone(NOON, Set.of());
        assertThat(reckon(List.of(PASSTHROUGH), place(record(3, "{}"), false)).findings())
                .as("young enough to be kept")
                .hasSize(1);
    }

    @Test
    void rowsThatWereErasedAreNotLostButOthersOfTheirRecordsAre() {
        gone = new Gone(Instant.MIN, Set.of(id(3), new EventIds(id(4)).of(1)));
        Reckoning reckoning = reckon(
                List.of(SCRIPTED),
                place(record(3, "{}"), false),
                place(record(4, "{}\n{}"), false, row(4)),
                place(record(5, "{}"), false));
        assertThat(reckoning.findings())
                .containsExactly(new Finding.Lost(
                        new Spans(List.of(new OffsetRange(5, 6)), 1, true), Set.of("object-0"), Set.of()));
        assertThat(reckoning.counts()).isEqualTo(new Counts(3, 1, 0, Counts.Judged.gone(0, 2)));
    }

    @Test
    void byCountWhatIsGoneIsAccountedFor() {
        Counts counts = Counts.seen(10, 6, 1).plus(new Counts(0, 0, 0, Counts.Judged.gone(2, 1)));
        assertThat(counts.check(false)).isEmpty();
        assertThat(counts.plus(Counts.seen(1, 0, 0)).check(false)).contains(new Finding.Missing(1, false));
    }

    private static Place.Row row(long offset, int index) {
        return new Place.Row(offset, new EventIds(id(offset)).of(index), "file-" + offset);
    }
}
