package io.bytefreezer.lake.erase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What is noted of an erasure. The condition itself is not: it may name the very person whose rows go. Who knows the condition can prove that it is the one.
 *
 * @param id its own
 * @param at when it began
 * @param conditionSha256 SHA-256 of the condition, 64 lower case hex digits
 * @param reason why, in the words of who asked for it
 */
public record Erasure(UUID id, Instant at, String conditionSha256, String reason) {

    /** A new one. */
    public static Erasure of(Instant at, String condition, String reason) {
        return new Erasure(UUID.randomUUID(), at, sha256(condition), reason);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
