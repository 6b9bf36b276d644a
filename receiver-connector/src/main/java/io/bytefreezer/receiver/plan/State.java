package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.RawObjectStamp;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition stands. This module runs on Java 17, which has no {@code switch} over sealed types: each state names
 * the part of {@link LandingPlan} that it is decided by, so that a new state without one does not compile.
 */
public sealed interface State {

    /** What to do with a record in this state. */
    Decision decide(LandingPlan plan, Arrival arrival, Instant now);

    /** What to do in this state when time has passed. */
    default Decision tick(LandingPlan plan, Instant now) {
        return new Decision(this, Action.PASS);
    }

    /** Offset up to which everything is landed, exclusive; nothing while that is being found out. */
    default OptionalLong landedUpTo() {
        return OptionalLong.empty();
    }

    /**
     * The consumer was told to go elsewhere. What still comes in this batch is from before.
     *
     * @param then where the partition stands once it got there
     */
    record Returning(State then) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return new Decision(this, Action.PASS);
        }
    }

    /**
     * The next record should be the last one landed; seeing it again proves that the log is the one the objects are of.
     *
     * @param landed the object it is in
     * @param broken an object known to be of another log, or null
     */
    record Confirming(RawObjectStamp landed, @Nullable RawObjectStamp broken) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return plan.confirm(this, arrival);
        }
    }

    /**
     * The log is not the one the objects are of: it is landed from its beginning.
     *
     * @param broken the object that showed it
     */
    record Replaced(RawObjectStamp broken) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return new Decision(new Returning(new Placed(0, false, broken)), new Action.Seek(0));
        }
    }

    /**
     * Nothing is open.
     *
     * @param next the first offset not landed
     * @param looked whether it is known that nobody landed what comes next
     * @param broken an object known to be of another log, or null
     */
    record Placed(long next, boolean looked, @Nullable RawObjectStamp broken) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return plan.place(this, arrival, now);
        }

        @Override
        public OptionalLong landedUpTo() {
            return OptionalLong.of(next);
        }
    }

    /**
     * An object takes records.
     *
     * @param object the object
     */
    record Filling(OpenObject object) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return plan.fill(this, arrival, now);
        }

        @Override
        public Decision tick(LandingPlan plan, Instant now) {
            return plan.age(this, now);
        }

        @Override
        public OptionalLong landedUpTo() {
            return OptionalLong.of(object.key().firstOffset());
        }
    }

    /**
     * An object is complete and wants to be published; it takes no more records.
     *
     * @param object the object
     */
    record Complete(OpenObject object) implements State {

        @Override
        public Decision decide(LandingPlan plan, Arrival arrival, Instant now) {
            return tick(plan, now);
        }

        @Override
        public Decision tick(LandingPlan plan, Instant now) {
            return new Decision(this, new Action.Publish(object));
        }

        @Override
        public OptionalLong landedUpTo() {
            return OptionalLong.of(object.key().firstOffset());
        }
    }
}
