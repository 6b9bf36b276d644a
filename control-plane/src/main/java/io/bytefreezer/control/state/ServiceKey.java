package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored and shown: never in clear.
 *
 * @param hash id, prefix, SHA-256 and type; the SHA-256 is shown to nobody but services, in the snapshot
 * @param account the account it opens
 * @param name what people call it
 * @param createdAt when it was created
 * @param lastUsedAt when it was last used, to the minute, or null
 * @param revokedAt when it was revoked, or null while it is good
 */
public record ServiceKey(
        KeyHash hash,
        ResourceId account,
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** The type of a key that may do everything in its account. */
    public static final String SERVICE = "service";

    /** The key's id, fit for logs. */
    public String id() {
        return hash.id();
    }

    /** The key's first 8 characters, by which people recognise it. */
    public String prefix() {
        return hash.prefix();
    }

    /** What the key may do. */
    public String type() {
        return hash.type();
    }

    /** Whether it may do everything in its account. */
    public boolean isService() {
        return hash.type().equals(SERVICE);
    }

    /** Whether it still opens its account. */
    public boolean good() {
        return revokedAt == null;
    }

    /** The same key, revoked at that time. */
    public ServiceKey revoked(Instant at) {
        return new ServiceKey(hash, account, name, createdAt, lastUsedAt, at);
    }
}
