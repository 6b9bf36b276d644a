package io.bytefreezer.query.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.read.AsOf;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.lake.read.TimeRange;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.snapshot.SavedQuery;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/query/sql}.
 *
 * @param sql the query, or null where a saved one is named
 * @param saved id of a saved query, or null where the query itself is given
 * @param tenant whose datasets need no prefix in it, or null
 * @param limit most rows wanted, or null for as many as the service gives
 * @param hot false for the rows of the snapshot alone, or null
 * @param timeRange event times of interest, or null for all
 * @param asOf a time or the id of a snapshot, or null for the current state
 * @param explain whether to tell what would be read, and not to run the query; null for false
 */
record QueryRequest(
        @Nullable String sql,
        @Nullable String saved,
        @Nullable String tenant,
        @Nullable Long limit,
        @Nullable Boolean hot,
        @JsonProperty("time_range") @Nullable Times timeRange,
        @JsonProperty("as_of") @Nullable String asOf,
        @Nullable Boolean explain) {

    /**
     * A span of event times.
     *
     * @param from first time in it
     * @param until first time after it
     */
    record Times(@Nullable String from, @Nullable String until) {}

    /** Room for the longest query with all its characters escaped. */
    static final int BODY_BYTES_MAX = 512 * 1024;

    private static final Pattern SNAPSHOT_ID = Pattern.compile("\\d{1,19}");

    private static final ObjectReader READER = Json.mapper().readerFor(QueryRequest.class);

    static QueryRequest read(InputStream body) throws HttpRefusal, IOException {
        byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw new HttpRefusal(
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "too_large",
                    "the body may have " + BODY_BYTES_MAX + " bytes at most");
        }
        QueryRequest request = parse(bytes);
        if (request == null || (request.saved() == null && isBlank(request.sql()))) {
            throw bad(
                    "the body needs \"sql\", or \"saved\" with the id of a saved query: {\"sql\": \"select …\", \"tenant\": \"…\", \"limit\": 100}");
        }
        if (request.saved() != null && request.sql() != null) {
            throw bad("the body has \"sql\" or \"saved\", not both");
        }
        if (request.limit() != null && request.limit() < 1) {
            throw bad("\"limit\" must be at least 1");
        }
        return request;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** The same for the text of a saved query, in its tenant. */
    QueryRequest with(SavedQuery query) {
        return new QueryRequest(query.sql(), null, query.tenant().value(), limit, hot, timeRange, asOf, explain);
    }

    /** Whether rows that are not packed yet are wanted too: an earlier state has none. */
    boolean wantsHot() {
        return !Boolean.FALSE.equals(hot) && asOf == null;
    }

    private static @Nullable QueryRequest parse(byte[] bytes) throws HttpRefusal, IOException {
        try {
            return READER.readValue(bytes);
        } catch (JsonProcessingException e) {
            throw bad(
                    "the body is not the JSON this takes, {\"sql\", \"saved\", \"tenant\", \"limit\", \"hot\", \"time_range\","
                            + " \"as_of\", \"explain\"}: " + e.getOriginalMessage());
        }
    }

    /** How much of its tables the query is to read. */
    ScanScope scope() throws HttpRefusal {
        return new ScanScope(range(), asOf == null ? Optional.empty() : Optional.of(state(asOf)), Condition.ANY);
    }

    private Optional<TimeRange> range() throws HttpRefusal {
        if (timeRange == null) {
            return Optional.empty();
        }
        Instant from = time("time_range.from", timeRange.from());
        Instant until = time("time_range.until", timeRange.until());
        if (until.isBefore(from)) {
            throw bad("\"time_range\" ends before it begins");
        }
        return Optional.of(new TimeRange(from, until));
    }

    private static AsOf state(String asOf) throws HttpRefusal {
        if (!SNAPSHOT_ID.matcher(asOf).matches()) {
            return new AsOf.Time(time("as_of", asOf));
        }
        try {
            return new AsOf.SnapshotId(Long.parseLong(asOf));
        } catch (NumberFormatException e) {
            throw bad("\"as_of\" is no snapshot's id: it is too large");
        }
    }

    private static Instant time(String field, @Nullable String text) throws HttpRefusal {
        String message = "\"" + field + "\" must be a time such as 2026-03-04T05:06:07Z";
        if (text == null) {
            throw bad(message);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw bad(message);
        }
    }

    private static HttpRefusal bad(String message) {
        return new HttpRefusal(Status.BAD_REQUEST_400, "bad_request", message);
    }
}
