package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.plan.State.Complete;
import io.bytefreezer.receiver.plan.State.Confirming;
import io.bytefreezer.receiver.plan.State.Filling;
import io.bytefreezer.receiver.plan.State.Placed;
import io.bytefreezer.receiver.plan.State.Replaced;
import io.bytefreezer.receiver.plan.State.Returning;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one partition become a chain of objects: each starts with the first record after the one before.
 *
 * <p><b>Why the chain has one end.</b> An object's name follows from its first record, and the store creates a name once.
 * Every writer starts at the end of some object of the chain: where one exists that starts with the next record, it either
 * sees it before it opens its own ({@link Action.Look}, after every change of position) or is refused when it publishes;
 * both ways it goes on after that object. So a position that is too early costs a few looks and never makes a second
 * chain, and the search for the newest object on assignment is about speed alone.
 *
 * <p><b>Why the last landed record is read again.</b> A topic that was deleted and created again has other records at the
 * same offsets. Before it goes on after an object, the task sees that its last record is the one in the log.
 *
 * <p>An object is complete when it is full or when a record of a later hour comes. A late record of an earlier hour stays
 * in the open object: names do not depend on it, and the chain stays in the order of offsets.
 */
public final class LandingPlan {

    private static final Action APPEND = new Action.Append();

    private final Limits limits;

    /** A plan with these limits for an object. */
    public LandingPlan(Limits limits) {
        this.limits = limits;
    }

    /**
     * Where a partition starts that was just assigned.
     *
     * @param newest the newest object found of it
     * @param arrival the first record the consumer gave
     */
    public Decision start(Optional<RawObjectStamp> newest, Arrival arrival) {
        return newest.map(stamp -> goBackTo(stamp, null))
                .orElseGet(() -> new Decision(new Placed(arrival.offset(), false, null), Action.PASS));
    }

    /** What to do with a record. Asked again for the same record until the action says that it is dealt with. */
    public Decision decide(State state, Arrival arrival, Instant now) {
        return state.decide(this, arrival, now);
    }

    /** What time alone brings about: an object gets too old also when no record comes. */
    public Decision tick(State state, Instant now) {
        return state.tick(this, now);
    }

    /** When {@link #tick} has something to do, if time alone brings it about. */
    public Optional<Instant> dueAt(State state) {
        return state instanceof Filling filling ? Optional.of(filling.object().dueAt(limits)) : Optional.empty();
    }

    /** After the batch in which the consumer was told to go elsewhere: what comes now is from there. */
    public State batchDone(State state) {
        return state instanceof Returning returning ? returning.then() : state;
    }

    /** The record is in the open object, which now has this many bytes. */
    public State appended(Filling state, Arrival arrival, long bytes) {
        return new Filling(state.object().with(arrival, bytes));
    }

    /** The object that would start with the record was looked for. */
    public Decision looked(Placed state, Arrival arrival, Optional<RawObjectStamp> found) {
        if (found.isEmpty()) {
            return new Decision(new Placed(state.next(), true, state.broken()), Action.PASS);
        }
        boolean ours = found.get().first().equals(arrival.fingerprint());
        if (ours && found.get().equals(state.broken())) {
            return new Decision(
                    state,
                    new Action.Halt("the log ends before what was landed from it: see "
                            + arrival.key()
                            + " and the objects after it. The end of the log was lost, so these objects hold the"
                            + " only copy of it. Move them elsewhere, then restart the task"));
        }
        return follow(state, new OpenObject.Tail(arrival.offset(), arrival.fingerprint()), found.get(), state.broken());
    }

    /** The object is in the store. */
    public State published(Complete state) {
        return new Placed(state.object().last().offset() + 1, true, null);
    }

    /**
     * The store has an object of this name.
     *
     * @param mine what would have been noted beside ours
     * @param found what is noted beside the one that is there
     */
    public Decision refused(Complete state, RawObjectStamp mine, RawObjectStamp found) {
        if (found.isSameWriteAs(mine)) {
            // Our own PUT, whose answer was lost.
            return new Decision(published(state), Action.PASS);
        }
        return follow(state, new OpenObject.Tail(mine.firstOffset(), mine.first()), found, null);
    }

    Decision confirm(Confirming state, Arrival arrival) {
        RawObjectStamp landed = state.landed();
        long next = landed.lastOffset() + 1;
        if (arrival.offset() == landed.lastOffset() && arrival.fingerprint().equals(landed.last())) {
            return new Decision(new Placed(next, false, state.broken()), Action.PASS);
        }
        if (arrival.offset() <= landed.lastOffset()) {
            return new Decision(new Replaced(landed), new Action.Report(new Finding.LogReplaced(landed)));
        }
        State placed = new Placed(arrival.offset(), false, state.broken());
        return arrival.offset() == next
                ? new Decision(placed, new Action.Look(arrival.key()))
                : new Decision(placed, new Action.Report(new Finding.Gap(next, arrival.offset() - 1)));
    }

    Decision place(Placed state, Arrival arrival, Instant now) {
        if (arrival.offset() < state.next()) {
            return new Decision(state, Action.PASS);
        }
        if (!state.looked()) {
            return new Decision(state, new Action.Look(arrival.key()));
        }
        OpenObject object = OpenObject.startingWith(arrival, state.next(), now);
        return new Decision(new Filling(object), new Action.Open(arrival.key()));
    }

    Decision fill(Filling state, Arrival arrival, Instant now) {
        OpenObject object = state.object();
        if (arrival.offset() <= object.last().offset()) {
            return new Decision(state, Action.PASS);
        }
        boolean laterHour = arrival.key().hour().isAfter(object.key().hour());
        return laterHour || object.isFull(limits, now) ? complete(object) : new Decision(state, APPEND);
    }

    Decision age(Filling state, Instant now) {
        return state.object().isFull(limits, now) ? complete(state.object()) : new Decision(state, Action.PASS);
    }

    private static Decision complete(OpenObject object) {
        return new Decision(new Complete(object), new Action.Publish(object));
    }

    /** Another writer's object starts with our record: go on after it, if it is of the same log. */
    private static Decision follow(
            State state, OpenObject.Tail ours, RawObjectStamp found, @Nullable RawObjectStamp broken) {
        if (found.firstOffset() != ours.offset() || !found.first().equals(ours.fingerprint())) {
            return new Decision(
                    state,
                    new Action.Halt("an object of this name holds another record at offset "
                            + ours.offset()
                            + ": the topic was deleted and created again within the hour. Move the object"
                            + " elsewhere, then restart the task"));
        }
        return goBackTo(found, broken);
    }

    private static Decision goBackTo(RawObjectStamp stamp, @Nullable RawObjectStamp broken) {
        return new Decision(new Returning(new Confirming(stamp, broken)), new Action.Seek(stamp.lastOffset()));
    }
}
