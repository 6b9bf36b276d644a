package io.bytefreezer.receiver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.plan.State.Complete;
import io.bytefreezer.receiver.plan.State.Confirming;
import io.bytefreezer.receiver.plan.State.Filling;
import io.bytefreezer.receiver.plan.State.Placed;
import io.bytefreezer.receiver.plan.State.Returning;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:30:00Z");
    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final int BYTES_MAX = 1_000;
    private static final int RECORDS_MAX = 10;

    private final LandingPlan plan = new LandingPlan(new Limits(BYTES_MAX, RECORDS_MAX, AGE_MAX));

    @Test
    void beginsWithTheFirstRecordWhereNothingIsLanded() {
        Decision start = plan.start(Optional.empty(), arrival(7));

        assertThat(start).isEqualTo(new Decision(new Placed(7, false, null), Action.PASS));
        assertThat(plan.decide(start.state(), arrival(7), NOW).action())
                .as("another may have begun just now")
                .isEqualTo(new Action.Look(arrival(7).key()));
    }

    @Test
    void readsTheLastLandedRecordAgainBeforeItGoesOn() {
        Decision start = plan.start(Optional.of(stamp(0, 6)), arrival(7));

        assertThat(start.action()).isEqualTo(new Action.Seek(6));
        assertThat(plan.decide(start.state(), arrival(7), NOW).action())
                .as("what comes before the consumer got there")
                .isEqualTo(Action.PASS);
        State there = plan.batchDone(start.state());
        assertThat(there).isEqualTo(new Confirming(stamp(0, 6), null));
        assertThat(plan.decide(there, arrival(6), NOW))
                .isEqualTo(new Decision(new Placed(7, false, null), Action.PASS));
    }

    @Test
    void reportsTheGapWhenTheLogStartsLaterThanWhatIsLanded() {
        Decision decision = plan.decide(new Confirming(stamp(0, 6), null), arrival(20), NOW);

        assertThat(decision.action()).isEqualTo(new Action.Report(new Finding.Gap(7, 19)));
        assertThat(plan.decide(decision.state(), arrival(20), NOW).action()).isInstanceOf(Action.Look.class);
    }

    @Test
    void seesNoGapWhenOnlyTheLandedRecordIsGone() {
        Decision decision = plan.decide(new Confirming(stamp(0, 6), null), arrival(7), NOW);

        assertThat(decision.action()).isEqualTo(new Action.Look(arrival(7).key()));
    }

    @Test
    void startsFromTheBeginningWhenTheRecordIsNotTheOneLanded() {
        Arrival other = new Arrival(arrival(6).key(), new Fingerprint(0, 0));

        Decision seen = plan.decide(new Confirming(stamp(0, 6), null), other, NOW);
        assertThat(seen.action()).isEqualTo(new Action.Report(new Finding.LogReplaced(stamp(0, 6))));

        Decision back = plan.decide(seen.state(), other, NOW);
        assertThat(back.action()).isEqualTo(new Action.Seek(0));
        assertThat(plan.batchDone(back.state())).isEqualTo(new Placed(0, false, stamp(0, 6)));
    }

    @Test
    void startsFromTheBeginningWhenTheLogIsShorterThanWhatIsLanded() {
        Decision seen = plan.decide(new Confirming(stamp(100, 106), null), arrival(0), NOW);

        assertThat(seen.action()).isEqualTo(new Action.Report(new Finding.LogReplaced(stamp(100, 106))));
    }

    @Test
    void haltsWhenTheWayFromTheBeginningLeadsToTheObjectTheLogDoesNotHold() {
        Placed placed = new Placed(0, false, stamp(0, 6));

        assertThat(plan.looked(placed, arrival(0), Optional.of(stamp(0, 6))).action())
                .isInstanceOfSatisfying(
                        Action.Halt.class, halt -> assertThat(halt.reason()).contains("end of the log was lost"));
    }

    @Test
    void haltsWhenTheNameHoldsAnotherRecord() {
        RawObjectStamp stranger =
                new RawObjectStamp(7, 7, 9, 3, new Fingerprint(0, 0), new Fingerprint(0, 0), "x", "x");

        assertThat(plan.looked(new Placed(7, false, null), arrival(7), Optional.of(stranger))
                        .action())
                .isInstanceOfSatisfying(
                        Action.Halt.class, halt -> assertThat(halt.reason()).contains("deleted and created again"));
    }

    @Test
    void followsTheChainFromAnyObjectOfIt() {
        Decision decision = plan.looked(new Placed(7, false, null), arrival(7), Optional.of(stamp(7, 9)));

        assertThat(decision)
                .isEqualTo(new Decision(new Returning(new Confirming(stamp(7, 9), null)), new Action.Seek(9)));
    }

    @Test
    void opensAnObjectOnceNobodyElseHasIt() {
        Decision looked = plan.looked(new Placed(7, false, null), arrival(7), Optional.empty());

        Decision open = plan.decide(looked.state(), arrival(7), NOW);
        assertThat(open.action()).isEqualTo(new Action.Open(arrival(7).key()));
        assertThat(plan.decide(open.state(), arrival(7), NOW).action()).isEqualTo(new Action.Append());
    }

    @Test
    void passesOverRecordsItHas() {
        assertThat(plan.decide(filling(7, 9), arrival(9), NOW).action()).isEqualTo(Action.PASS);
        assertThat(plan.decide(filling(7, 9), arrival(10), NOW).action()).isEqualTo(new Action.Append());
        assertThat(plan.decide(new Placed(10, true, null), arrival(9), NOW).action())
                .isEqualTo(Action.PASS);
    }

    @Test
    void completesAnObjectWhenARecordOfALaterHourComes() {
        Arrival later = arrival(10, NOW.plus(Duration.ofHours(1)));

        assertThat(plan.decide(filling(7, 9), later, NOW).action()).isInstanceOf(Action.Publish.class);
    }

    @Test
    void keepsALateRecordOfAnEarlierHourInTheOpenObject() {
        Arrival late = arrival(10, NOW.minus(Duration.ofHours(3)));

        assertThat(plan.decide(filling(7, 9), late, NOW).action()).isEqualTo(new Action.Append());
    }

    @Test
    void completesAnObjectWithTheLastRecordItMayHold() {
        assertThat(plan.tick(filling(1, RECORDS_MAX - 1), NOW).action()).isEqualTo(Action.PASS);
        assertThat(plan.tick(filling(1, RECORDS_MAX), NOW).action()).isInstanceOf(Action.Publish.class);
    }

    @Test
    void completesAnObjectThatHasItsBytes() {
        Filling filling = plan.appended(filling(7, 9), arrival(10), BYTES_MAX) instanceof Filling full ? full : null;

        assertThat(plan.tick(filling, NOW).action()).isInstanceOf(Action.Publish.class);
    }

    @Test
    void completesAnOldObjectThoughNothingComes() {
        assertThat(plan.dueAt(filling(7, 9))).contains(NOW.plus(AGE_MAX));
        assertThat(plan.tick(filling(7, 9), NOW.plus(AGE_MAX).minusMillis(1)).action())
                .isEqualTo(Action.PASS);
        assertThat(plan.tick(filling(7, 9), NOW.plus(AGE_MAX)).action()).isInstanceOf(Action.Publish.class);
    }

    @Test
    void publishesACompleteObjectBeforeItTakesAnythingElse() {
        Complete complete = new Complete(filling(7, 9).object());

        assertThat(plan.decide(complete, arrival(10), NOW).action()).isEqualTo(new Action.Publish(complete.object()));
        assertThat(plan.tick(complete, NOW).action()).isEqualTo(new Action.Publish(complete.object()));
        assertThat(plan.published(complete)).isEqualTo(new Placed(10, true, null));
    }

    @Test
    void knowsItsOwnWriteWhoseAnswerWasLost() {
        Complete complete = new Complete(filling(7, 9).object());
        RawObjectStamp mine = complete.object().stamp("me", "00");

        assertThat(plan.refused(complete, mine, mine).state()).isEqualTo(new Placed(10, true, null));
    }

    @Test
    void goesOnAfterTheObjectOfTheOneWhoWasFaster() {
        Complete complete = new Complete(filling(7, 9).object());
        RawObjectStamp mine = complete.object().stamp("me", "00");
        RawObjectStamp theirs = stamp(7, 8);

        assertThat(plan.refused(complete, mine, theirs))
                .isEqualTo(new Decision(new Returning(new Confirming(theirs, null)), new Action.Seek(8)));
    }

    @Test
    void notesFromWhereItHasReadWithoutABreak() {
        assertThat(stampAfter(new Placed(10, true, null), 12).readFrom()).isEqualTo(10);
        State confirmed =
                plan.decide(new Confirming(stamp(0, 6), null), arrival(6), NOW).state();
        State looked =
                plan.looked((Placed) confirmed, arrival(9), Optional.empty()).state();
        assertThat(stampAfter(looked, 9).readFrom()).isEqualTo(7);
    }

    @Test
    void claimsNothingAboutOffsetsThatTheLogHadLostAlready() {
        State gap =
                plan.decide(new Confirming(stamp(0, 6), null), arrival(9), NOW).state();
        State looked = plan.looked((Placed) gap, arrival(9), Optional.empty()).state();
        assertThat(stampAfter(looked, 9).readFrom()).isEqualTo(9);
        State first = plan.start(Optional.empty(), arrival(5)).state();
        assertThat(stampAfter(
                                plan.looked((Placed) first, arrival(5), Optional.empty())
                                        .state(),
                                5)
                        .readFrom())
                .isEqualTo(5);
    }

    private RawObjectStamp stampAfter(State placed, long offset) {
        Filling filling = (Filling) plan.decide(placed, arrival(offset), NOW).state();
        return ((Filling) plan.appended(filling, arrival(offset), 1)).object().stamp("me", "00");
    }

    @Test
    void commitsOnlyWhatIsLanded() {
        assertThat(new Placed(10, true, null).landedUpTo()).hasValue(10);
        assertThat(filling(7, 9).landedUpTo()).hasValue(7);
        assertThat(new Complete(filling(7, 9).object()).landedUpTo()).hasValue(7);
        assertThat(new Confirming(stamp(0, 6), null).landedUpTo()).isEmpty();
        assertThat(new Returning(new Placed(10, true, null)).landedUpTo()).isEmpty();
    }

    private Filling filling(long first, long last) {
        State state = new Filling(OpenObject.startingWith(arrival(first), first, NOW));
        for (long offset = first; offset <= last; offset++) {
            state = plan.appended((Filling) state, arrival(offset), 1);
        }
        return (Filling) state;
    }

    private static Arrival arrival(long offset) {
        return arrival(offset, NOW);
    }

    private static Arrival arrival(long offset, Instant hour) {
        RawObjectKey key = new RawObjectKey(DatasetRef.of("demo", "web"), hour, "bytefreezer.raw.demo.web", 0, offset);
        return new Arrival(key, new Fingerprint(offset, (int) offset));
    }

    private static RawObjectStamp stamp(long first, long last) {
        return new RawObjectStamp(
                first,
                first,
                last,
                last - first + 1,
                arrival(first).fingerprint(),
                arrival(last).fingerprint(),
                "another",
                "ff");
    }
}
