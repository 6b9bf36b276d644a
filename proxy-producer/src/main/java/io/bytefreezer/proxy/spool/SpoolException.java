package io.bytefreezer.proxy.spool;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The spool could not be read or written; the message is fit for an operator. */
final class SpoolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What can be done about it. */
    enum Kind {
        /** The disk has no room to spare; the store itself is well. */
        NO_SPACE,
        /** The disk or the store failed: opened again it may work. */
        FAILED,
        /** The store's files do not hold what was written: they have to be set aside. */
        DAMAGED
    }

    SpoolException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What an error of the store means. */
    static SpoolException of(String what, RocksDBException e) {
        Status status = e.getStatus();
        boolean isDamage = status != null && status.getCode() == Status.Code.Corruption;
        return new SpoolException(isDamage ? Kind.DAMAGED : Kind.FAILED, what + ": " + e.getMessage(), e);
    }

    Kind kind() {
        return kind;
    }
}
