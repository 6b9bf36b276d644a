package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key that is good, known by its hash alone.
 *
 * @param id the key's id, fit for logs
 * @param prefix the key's first 8 characters, by which people recognise it
 * @param sha256 SHA-256 of the key, 64 lower case hex digits
 * @param type what the key may do: {@code service} is everything in its account
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyHash(String id, String prefix, String sha256, String type) {

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
