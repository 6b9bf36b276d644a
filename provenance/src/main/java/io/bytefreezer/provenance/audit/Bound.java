package io.bytefreezer.provenance.audit;

import java.time.Instant;

/** Where an audited range starts or ends. */
public sealed interface Bound {

    /** At an offset, of every partition. */
    record AtOffset(long offset) implements Bound {

        /**
         * @throws IllegalArgumentException when no record has such an offset
         */
        public AtOffset {
            if (offset < 0) {
                throw new IllegalArgumentException("there is no offset " + offset);
            }
        }
    }

    /** At a time of the records on Kafka, rounded outward to whole raw objects. */
    record AtTime(Instant time) implements Bound {}
}
