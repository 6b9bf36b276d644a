package io.bytefreezer.provenance.rules;

/** Why a raw record has no row. */
public sealed interface Explanation {

    /** A version that was in force when the record came or later drops it. */
    record Dropped(Drop by) implements Explanation {}

    /** A version that was in force when the record came or later refuses it: its dead letter may have expired. */
    record Rejected(int version) implements Explanation {}

    /** A version that was in force when the record came or later sends all of it to other datasets. */
    record Routed(int version) implements Explanation {}

    /**
     * A version that was in force when the record came or later has a filter that remembers earlier events: it may have dropped
     * the record for what it remembered then, which nobody can tell now.
     */
    record Unproven(int version) implements Explanation {}

    /** By a version that was in force when the record came or later, its rows are so old that retention removed them. */
    record Expired(int version) implements Explanation {}

    /** Its rows were erased on request. */
    record Erased(int version) implements Explanation {}

    /**
     * Only a version does so that another one had replaced before the record came. A piper that had not heard of the other
     * one would have done so.
     */
    record Outdated(int version) implements Explanation {}

    /** No version does: the row is lost. */
    record None() implements Explanation {}
}
