package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;

/**
 * One customer or organisation: the owner of tenants and keys.
 *
 * @param id never changes and is never given to another account
 * @param name what people call it
 * @param system whether its keys may create accounts; true of the first account alone
 * @param createdAt when it was created
 */
public record Account(
        @JsonPropertyDescription("Never changes.") ResourceId id,
        @JsonPropertyDescription("What people call it.") String name,

        @JsonPropertyDescription("Whether its keys may create accounts.")
        boolean system,

        Instant createdAt) {

    /** The same account under another name. */
    public Account named(String newName) {
        return new Account(id, newName, system, createdAt);
    }
}
