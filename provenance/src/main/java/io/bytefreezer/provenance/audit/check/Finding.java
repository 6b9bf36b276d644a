package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.List;
import java.util.Set;

/** Something that keeps a dataset from being complete. Offsets are those of the raw partition it was found in. */
public sealed interface Finding {

    /**
     * Offsets that are in no raw object, between objects or where others should be.
     *
     * @param offsets which
     * @param evidence what is known of them
     * @param neighbours the objects before and after, as far as there are
     */
    record Gap(OffsetRange offsets, Evidence evidence, List<String> neighbours) implements Finding {

        /** Copies the list. */
        public Gap {
            neighbours = List.copyOf(neighbours);
        }
    }

    /** What is known of offsets that are in no raw object. */
    enum Evidence {
        /** The topic has records there. */
        RECORDS_IN_TOPIC,
        /** The topic does not reach back to them. */
        BEFORE_TOPIC
    }

    /**
     * Two raw objects hold the same offsets.
     *
     * @param offsets which
     * @param first the object that starts first
     * @param second the other one
     */
    record Overlap(OffsetRange offsets, String first, String second) implements Finding {}

    /**
     * A stage has not come as far yet.
     *
     * @param stage which
     * @param offsets what is before it; not all of them need to carry records
     */
    record Lag(Stage stage, OffsetRange offsets) implements Finding {}

    /** Who may be behind. */
    enum Stage {
        /** Topic to raw objects. */
        RECEIVER,
        /** Raw to processed topic. */
        PIPER,
        /** Processed topic to table. */
        PACKER
    }

    /**
     * Records of which rows are missing: there is no dead letter, and no rule by which that would be right.
     *
     * @param offsets which
     * @param objects raw objects that hold them, some where there are many
     * @param outdatedRules versions that would explain some of them, but were replaced before these came
     */
    record Lost(Spans offsets, Set<String> objects, Set<Integer> outdatedRules) implements Finding {

        /** Copies the sets. */
        public Lost {
            objects = Set.copyOf(objects);
            outdatedRules = Set.copyOf(outdatedRules);
        }
    }

    /**
     * Records with more rows than rules make of them.
     *
     * @param offsets which
     * @param rows rows too many
     * @param files data files that hold rows of them, some where there are many
     */
    record Doubled(Spans offsets, long rows, Set<String> files) implements Finding {

        /** Copies the set. */
        public Doubled {
            files = Set.copyOf(files);
        }
    }

    /**
     * Rows whose raw record is nowhere.
     *
     * @param offsets what they say
     * @param files data files that hold them, some where there are many
     */
    record Stray(Spans offsets, Set<String> files) implements Finding {

        /** Copies the set. */
        public Stray {
            files = Set.copyOf(files);
        }
    }

    /**
     * Rows that are not of the record they say they are of: another event id.
     *
     * @param offsets which
     * @param files data files that hold them, some where there are many
     */
    record Mistaken(Spans offsets, Set<String> files) implements Finding {

        /** Copies the set. */
        public Mistaken {
            files = Set.copyOf(files);
        }
    }

    /**
     * Topic and raw object hold different records.
     *
     * @param offsets which
     * @param objects raw objects that hold them, some where there are many
     */
    record Different(Spans offsets, Set<String> objects) implements Finding {

        /** Copies the set. */
        public Different {
            objects = Set.copyOf(objects);
        }
    }

    /**
     * By count, records have neither row nor dead letter.
     *
     * @param records how many
     * @param mayBeRight whether rules that drop, or dead letters that expired, could account for them
     */
    record Missing(long records, boolean mayBeRight) implements Finding {}

    /**
     * By count, there are more rows and dead letters than records.
     *
     * @param rows how many
     */
    record Surplus(long rows) implements Finding {}
}
