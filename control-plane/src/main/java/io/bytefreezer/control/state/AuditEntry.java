package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;

/**
 * Who did what, when.
 *
 * @param id grows with time
 * @param at when
 * @param account the account it was about
 * @param keyId the key that was shown
 * @param action what was done, e.g. {@code tenant.create}
 * @param resource with what, e.g. {@code tenants/demo}
 */
public record AuditEntry(
        @JsonPropertyDescription("Grows with time.") long id,
        Instant at,
        ResourceId account,
        @JsonPropertyDescription("The key that was shown.") String keyId,

        @JsonPropertyDescription("What was done, e.g. `tenant.create`.")
        String action,

        @JsonPropertyDescription("With what, e.g. `tenants/demo`.")
        String resource) {}
