package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that is good, known by its hash alone.
 *
 * @param id the key's id, fit for logs
 * @param prefix the key's first 8 characters, by which people recognise it
 * @param sha256 SHA-256 of the key, 64 lower case hex digits
 * @param type what the key may do: {@code service} is everything in its account, {@code query} is reading and
 *     {@code ingest} is sending events within its scope
 * @param scope the datasets it reaches; null for keys of type {@code service}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyHash(
        String id,
        String prefix,
        String sha256,
        String type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeyScope scope) {

    /** The type of a key that may do everything in its account. */
    public static final String SERVICE = "service";

    /** The type of a key that reads the datasets of its scope. */
    public static final String QUERY = "query";

    /** The type of a key that sends events to the datasets of its scope. */
    public static final String INGEST = "ingest";

    /** Without a scope. */
    public KeyHash(String id, String prefix, String sha256, String type) {
        this(id, prefix, sha256, type, null);
    }

    /**
     * The snapshot as a key of this type sees it; nothing when the key is of another type and no service key.
     *
     * @param all the account's snapshot
     * @param purpose the type of key that is made for what is asked
     */
    public Optional<Snapshot> narrow(Snapshot all, String purpose) {
        if (type.equals(SERVICE)) {
            return Optional.of(all);
        }
        if (!type.equals(purpose)) {
            return Optional.empty();
        }
        return Optional.of((scope == null ? new KeyScope(List.of()) : scope).narrow(all));
    }

    /** The hash by which a key is stored and compared. Keys are long and random, so no salt or stretching is needed. */
    public static String sha256(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether this is the hash of the key; takes the same time whichever digit differs. */
    public boolean matches(String key) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), sha256(key).getBytes(StandardCharsets.US_ASCII));
    }
}
