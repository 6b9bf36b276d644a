package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.RawObjectKey;

/** What has to be done next. */
public sealed interface Action {

    /** Nothing: the record is dealt with. */
    Action PASS = new Pass();

    /** Has it done. Returns whether the record is dealt with; if not, the plan is to be asked about it again. */
    boolean by(Shell shell);

    /** Who acts. One method for each action, so that a new action without one does not compile. */
    interface Shell {

        /** Adds the record to the open object. */
        void append();

        /** Opens a buffer for an object. */
        void open(RawObjectKey key);

        /** Sees whether somebody published this object and asks {@link LandingPlan#looked}. */
        void look(RawObjectKey key);

        /** Publishes the object and asks {@link LandingPlan#published} or {@link LandingPlan#refused}. */
        void publish(OpenObject object);

        /** Drops what is buffered and sends the consumer to this offset. */
        void seek(long offset);

        /** Logs and counts. */
        void report(Finding finding);

        /** Stops the task: going on would lose or mix up records, and only a person can decide. */
        void halt(String reason);
    }

    /** See {@link #PASS}. */
    record Pass() implements Action {
        @Override
        public boolean by(Shell shell) {
            return true;
        }
    }

    /** See {@link Shell#append}. */
    record Append() implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.append();
            return true;
        }
    }

    /** See {@link Shell#open}. */
    record Open(RawObjectKey key) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.open(key);
            return false;
        }
    }

    /** See {@link Shell#look}. */
    record Look(RawObjectKey key) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.look(key);
            return false;
        }
    }

    /** See {@link Shell#publish}. */
    record Publish(OpenObject object) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.publish(object);
            return false;
        }
    }

    /** See {@link Shell#seek}. */
    record Seek(long offset) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.seek(offset);
            return true;
        }
    }

    /** See {@link Shell#report}. */
    record Report(Finding finding) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.report(finding);
            return false;
        }
    }

    /** See {@link Shell#halt}. */
    record Halt(String reason) implements Action {
        @Override
        public boolean by(Shell shell) {
            shell.halt(reason);
            return true;
        }
    }
}
