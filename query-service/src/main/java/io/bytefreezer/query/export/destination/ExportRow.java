package io.bytefreezer.query.export.destination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way.
 *
 * @param id what it is recognised by when it is sent again, or null when the query has no such column
 * @param time its event time, or null when the query has no such column
 * @param json the row as a JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record ExportRow(@Nullable String id, @Nullable Instant time, byte[] json) {}
