package io.bytefreezer.query.audit;

import io.bytefreezer.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who ran what. A log that cannot be written stops no query; the service's health tells of it. Safe for use by
 * many threads.
 */
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final @Nullable RollingFile file;
    private final Path directory;
    private final int sqlLength;
    private final Clock clock;
    private volatile @Nullable String problem;

    /**
     * A log by its configuration.
     *
     * @param directory where its files lie; made when the first line is written
     */
    public AuditLog(AuditConfig config, Path directory, Clock clock) {
        this.file = config.enabled()
                ? new RollingFile(directory, "queries", config.size().bytes(), config.files())
                : null;
        this.directory = directory;
        this.sqlLength = config.sqlLength();
        this.clock = clock;
    }

    /**
     * A request came.
     *
     * @param keyId id of its key, never the key
     * @param tenant the tenant it names, or null
     */
    public QueryTrail begin(String keyId, @Nullable String tenant, String sql) {
        return new QueryTrail(this, clock, keyId, tenant, sql);
    }

    /** Why the last line could not be written, if so. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    String cut(String sql) {
        return sql.length() <= sqlLength ? sql : sql.substring(0, sqlLength);
    }

    synchronized void write(AuditEntry entry) {
        if (file == null) {
            return;
        }
        byte[] json = Json.bytes(entry);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        try {
            file.append(line, entry.time());
            problem = null;
        } catch (IOException e) {
            if (problem == null) {
                LOG.error("The log of queries cannot be written to {}", directory, e);
            }
            problem = "the log of queries cannot be written to " + directory + ": " + e.getMessage();
        }
    }
}
