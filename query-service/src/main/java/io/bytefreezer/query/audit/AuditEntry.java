package io.bytefreezer.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log.
 *
 * @param time when the request came
 * @param key id of its key, never the key
 * @param tenant the tenant it named, or null
 * @param saved id of the saved query it named, or null
 * @param sql the query, perhaps cut; empty where the saved query is not known
 * @param sqlLength characters it had
 * @param tables what it reads, as {@code tenant/dataset}; empty where it was refused before that was known
 * @param rows rows answered
 * @param bytes bytes of data files read
 * @param millis from the request to the end of its answer
 * @param outcome {@code answered}, {@code explained}, {@code refused} or {@code failed}
 * @param reason why it was refused or failed, as in the answer; or null
 * @param job id of the job that it was; null for one that was answered at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
        Instant time,
        String key,
        @Nullable String tenant,
        @Nullable String saved,
        String sql,
        @JsonProperty("sql_length") int sqlLength,
        List<String> tables,
        long rows,
        long bytes,
        @JsonProperty("ms") long millis,
        String outcome,
        @Nullable String reason,
        @Nullable String job) {}
