package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bytefreezer.schemas.name.ResourceId;

/**
 * A query that has a name.
 *
 * @param tenant the tenant it belongs to, whose datasets need no prefix in it
 * @param id its id in the tenant
 * @param name what people call it
 * @param description what it is for; may be empty
 * @param sql its text, which nobody has checked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SavedQuery(ResourceId tenant, ResourceId id, String name, String description, String sql) {}
