package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.LakeException;

/** The rows of a batch do not become Parquet, though disk and store are well: some row may be to blame. */
public final class UnwritableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean memoryLacking;

    UnwritableException(RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.memoryLacking = cause instanceof LakeException lake && lake.kind() == LakeException.Kind.LIMIT;
    }

    /** Whether memory did not suffice: a smaller batch may go, but no row is to blame. */
    public boolean isMemoryLacking() {
        return memoryLacking;
    }
}
