package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;

/**
 * One environment or source of an account. Its id stands in names of topics, objects and tables, so it is unique over all
 * accounts.
 *
 * @param id never changes; once used, it belongs to its account for ever
 * @param account the account it belongs to
 * @param name what people call it
 * @param active whether its datasets take events
 * @param createdAt when it was created
 */
public record Tenant(
        @JsonPropertyDescription("Stands in names of topics, objects and tables; never changes.")
        ResourceId id,

        ResourceId account,
        @JsonPropertyDescription("What people call it.") String name,

        @JsonPropertyDescription("Whether its datasets take events.")
        boolean active,

        Instant createdAt) {}
