package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.RawObjectStamp;

/** Something a person should know of, though it does not stop the landing. */
public sealed interface Finding {

    /** Tells whoever logs and counts. */
    void to(Listener listener);

    /** Who logs and counts. One method for each finding, so that a new one without does not compile. */
    interface Listener {

        /** Offsets left the log before they were landed. */
        void gap(Gap gap);

        /** The log does not hold what was landed from it. */
        void replaced(LogReplaced replaced);
    }

    /**
     * Offsets that left the log before they were landed.
     *
     * @param from first of them
     * @param to last of them
     */
    record Gap(long from, long to) implements Finding {
        @Override
        public void to(Listener listener) {
            listener.gap(this);
        }
    }

    /**
     * The log does not hold what was landed from it: the topic was deleted and created again, or its end was lost.
     *
     * @param broken the object whose last record is not there
     */
    record LogReplaced(RawObjectStamp broken) implements Finding {
        @Override
        public void to(Listener listener) {
            listener.replaced(this);
        }
    }
}
