package io.bytefreezer.query.job;

import java.util.List;

/** What became of a wish for room, for one more job or for one more row of a result. */
public sealed interface Admission {

    /**
     * There is room.
     *
     * @param gone jobs that went for it, with their results
     */
    record Granted(List<JobId> gone) implements Admission {

        /** Nothing had to go. */
        static final Granted FREELY = new Granted(List.of());

        /** Copies the list. */
        public Granted {
            gone = List.copyOf(gone);
        }
    }

    /**
     * There is none.
     *
     * @param message why, and what to do
     */
    record Refused(String message) implements Admission {}
}
