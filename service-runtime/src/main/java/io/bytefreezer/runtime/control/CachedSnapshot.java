package io.bytefreezer.runtime.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.time.Instant;

/**
 * A snapshot, and where and when it came from.
 *
 * @param source address of the control plane that gave it
 * @param etag what that control plane calls this state; empty when it did not say
 * @param fetchedAt when it came
 * @param snapshot the snapshot
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CachedSnapshot(String source, String etag, Instant fetchedAt, Snapshot snapshot) {}
