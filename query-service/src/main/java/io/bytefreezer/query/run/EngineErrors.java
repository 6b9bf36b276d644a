package io.bytefreezer.query.run;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a client's words what the SQL engine or the lake reported. Stateless. */
final class EngineErrors {

    private static final Pattern LINE = Pattern.compile("LINE (\\d{1,9}):");
    private static final Pattern LOCAL_FILE = Pattern.compile("[^\\s'\"]*[0-9a-f]{64}\\.parquet");
    /** Where queries that take too much begin. */
    static final String WHAT_HELPS =
            "narrow its times (\"time_range\"), select fewer columns, or group; see that every join has a condition and"
                    + " that every recursion ends";

    private static final int MESSAGE_LENGTH_MAX = 2_000;

    private EngineErrors() {}

    static QueryFailedException explain(SQLException error) {
        String message = String.valueOf(error.getMessage());
        if (message.startsWith("Out of Memory")) {
            return new QueryFailedException(
                    Kind.MEMORY_LIMIT, "the query needs more memory than it may use: " + WHAT_HELPS, error);
        }
        if (message.startsWith("INTERNAL") || message.startsWith("FATAL") || message.startsWith("IO Error")) {
            return new QueryFailedException(Kind.INTERNAL_ERROR, "the SQL engine failed on this query", error);
        }
        return new QueryFailedException(Kind.QUERY_ERROR, cut(withoutPaths(ownLines(message))), error);
    }

    static QueryFailedException explain(LakeException error) {
        return switch (error.kind()) {
            case LIMIT -> new QueryFailedException(Kind.MEMORY_LIMIT, String.valueOf(error.getMessage()), error);
            case MISSING -> new QueryFailedException(Kind.QUERY_ERROR, String.valueOf(error.getMessage()), error);
            case EXTERNAL ->
                new QueryFailedException(
                        Kind.LAKE_UNAVAILABLE, "the lake cannot be read at the moment; try again", error);
            case CONFIG, DATA, INTERNAL ->
                new QueryFailedException(Kind.INTERNAL_ERROR, "a table of this query cannot be read", error);
        };
    }

    /** The engine saw the query from its second line on. */
    private static String ownLines(String message) {
        Matcher matcher = LINE.matcher(message);
        return matcher.replaceAll(found -> "LINE " + Math.max(1, Integer.parseInt(found.group(1)) - 1) + ":");
    }

    /** Where the cache lies on this machine is nobody's business. */
    private static String withoutPaths(String message) {
        return LOCAL_FILE.matcher(message).replaceAll("a data file");
    }

    private static String cut(String message) {
        return message.length() <= MESSAGE_LENGTH_MAX ? message : message.substring(0, MESSAGE_LENGTH_MAX) + "…";
    }
}
