package io.bytefreezer.provenance.replay;

import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.provenance.origin.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A raw record on its way to the dead letters.
 *
 * @param partition its partition
 * @param record the record
 * @param why what is wrong with it
 */
record Letter(int partition, RawRecord record, Verdict.Rejected why) {

    /** What a record and its headers hold in memory beside its value, roughly. */
    private static final int OVERHEAD_BYTES = 512;

    /** Memory it holds, roughly. */
    long bytes() {
        byte @Nullable [] value = record.value();
        return (long) OVERHEAD_BYTES
                + (value == null ? 0 : value.length)
                + 2L * why.detail().length();
    }
}
