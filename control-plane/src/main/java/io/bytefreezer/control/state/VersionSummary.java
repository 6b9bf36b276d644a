package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a transformation without its document.
 *
 * @param version counts the dataset's activations from 1
 * @param createdAt when it was activated first
 * @param createdBy id of the key that activated it
 * @param copyOf the version whose document it repeats, or null
 */
public record VersionSummary(
        @JsonPropertyDescription("Counts the dataset's activations from 1.")
        int version,

        Instant createdAt,

        @JsonPropertyDescription("Id of the key that activated it.")
        String createdBy,

        @JsonPropertyDescription("The version whose document it repeats.") @Nullable Integer copyOf) {}
