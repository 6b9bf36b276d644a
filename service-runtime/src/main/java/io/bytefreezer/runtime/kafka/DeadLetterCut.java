package io.bytefreezer.runtime.kafka;

import io.bytefreezer.schemas.event.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How much of a record's value its dead letter holds. A record can be larger than what the dead-letter topic takes; then its
 * beginning has to do, and headers say how large the whole was and which it was. From least cut to most.
 */
public enum DeadLetterCut {
    /** All of it. */
    NONE(Integer.MAX_VALUE),
    /** Its beginning, for a person to see what it is. */
    BEGINNING(8 * 1024),
    /** None of it: only the headers are left. */
    ALL(0);

    private final int bytesMax;

    DeadLetterCut(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The next stronger cut; the strongest one's is itself. */
    public DeadLetterCut stronger() {
        return this == NONE ? BEGINNING : ALL;
    }

    /** Cuts the value (null stays null), and notes in the dead letter's headers what it was if that takes something away. */
    public byte @Nullable [] of(byte @Nullable [] value, Headers headers) {
        headers.remove(DeadLetterHeaders.CUT_BYTES);
        headers.remove(DeadLetterHeaders.CUT_SHA256);
        if (value == null || value.length <= bytesMax) {
            return value;
        }
        add(headers, DeadLetterHeaders.CUT_BYTES, Integer.toString(value.length));
        add(headers, DeadLetterHeaders.CUT_SHA256, sha256(value));
        return Arrays.copyOf(value, bytesMax);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
