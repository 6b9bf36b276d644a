package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a key of type {@code query} may use; null where the query service's own limit holds. None of them lets a key have
 * more than the service gives to anybody. An unknown one fails: a limit that is not understood must not be taken for none.
 *
 * @param concurrent its queries that run at once
 * @param rows most rows in an answer
 * @param seconds longest run of a query
 * @param scanBytes bytes of data files that a query reads
 * @param memoryBytes memory of the SQL engine for a query
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyLimits(
        @Nullable Integer concurrent,
        @Nullable Long rows,
        @Nullable Long seconds,
        @JsonProperty("scan_bytes") @Nullable Long scanBytes,
        @JsonProperty("memory_bytes") @Nullable Long memoryBytes) {

    /** No limit of its own. */
    public static final KeyLimits NONE = new KeyLimits(null, null, null, null, null);

    /** Whether each limit leaves room for something. */
    public boolean leaveRoom() {
        return (concurrent == null || concurrent > 0)
                && Stream.of(rows, seconds, scanBytes, memoryBytes).allMatch(limit -> limit == null || limit > 0);
    }
}
