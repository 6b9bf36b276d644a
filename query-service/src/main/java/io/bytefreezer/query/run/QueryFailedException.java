package io.bytefreezer.query.run;

import io.bytefreezer.lake.LakeException;
import java.util.Locale;

/** A query that was allowed to run did not end well; the message is fit for the client. */
public final class QueryFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        /** The query itself: an unknown column, a value that cannot be cast. */
        QUERY_ERROR,
        /** It ran longer than it may. */
        TIME_LIMIT,
        /** It needs more memory, or more of the file cache, than it may have. */
        MEMORY_LIMIT,
        /** It would read more bytes of data files than its key may. */
        SCAN_LIMIT,
        /** Its result, which is kept on disk, has more bytes than there is room for. */
        RESULT_LIMIT,
        /** Nobody waits for the answer any more, or the service stops. */
        CANCELLED,
        /** The store or the catalog is away. */
        LAKE_UNAVAILABLE,
        /** A fault of this service. */
        INTERNAL_ERROR;

        /** As it stands in answers, e.g. {@code query_error}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With what to tell the client. */
    public QueryFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With what to tell the client and the error it was seen by. */
    public QueryFailedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What a client is told of an error of the lake. */
    public static QueryFailedException of(LakeException error) {
        return EngineErrors.explain(error);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
