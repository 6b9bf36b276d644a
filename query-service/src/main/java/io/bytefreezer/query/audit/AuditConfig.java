package io.bytefreezer.query.audit;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The log of who ran what.
 *
 * @param enabled whether there is one
 * @param dir where its files lie, or null for {@code audit} under the data directory
 * @param size a file that is larger is put aside, and a new one begun
 * @param files how many are kept
 * @param sqlLength most characters of a query that are kept
 */
@Doc("The log of who ran what: a line of JSON for each query, in `queries.ndjson`.")
public record AuditConfig(
        @Doc("Whether queries are logged.") @Default("true") boolean enabled,

        @Doc("Where the files lie; `audit` under `data_dir` unless given.") @Nullable Path dir,

        @Doc("A file that is larger is put aside as `queries-<time>.ndjson`.") @Default("64MiB")
        DataSize size,

        @Doc("Files that are kept; older ones are deleted.") @Default("10")
        int files,

        @Doc("Most characters of a query that are kept; `sql_length` says how many it had.") @Default("4000")
        int sqlLength) {

    /** What holds unless configured. */
    public static final AuditConfig DEFAULT = new AuditConfig(true, null, DataSize.ofMebibytes(64), 10, 4_000);

    /**
     * @throws IllegalArgumentException when a limit leaves no room
     */
    public AuditConfig {
        if (size.bytes() < 1 || files < 1 || sqlLength < 0) {
            throw new IllegalArgumentException("size and files must be at least 1, sql_length at least 0");
        }
    }
}
