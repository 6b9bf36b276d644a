package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 (FIPS 180-4) over values, that tells different values apart: each is written with its type and its length before it,
 * members of objects in the order of their names. Says nothing of the values themselves. Belongs to one thread, for one use.
 */
public final class ValueHash {

    private static final int KEY_BYTES = 16;

    private final MessageDigest digest;
    private final ByteBuffer header = ByteBuffer.allocate(1 + Integer.BYTES);

    /** A hash over nothing so far. */
    public ValueHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes one more value in. */
    public ValueHash add(@Nullable Object value) {
        switch (value) {
            case null -> head('n', 0);
            case String text -> text('s', text);
            case Long number -> text('i', number.toString());
            case ExactNumber number -> text('d', number.text());
            case Boolean flag -> head(flag ? 't' : 'f', 0);
            case Map<?, ?> map -> {
                head('m', map.size());
                new TreeMap<>(map).forEach((key, member) -> {
                    text('k', (String) key);
                    add(member);
                });
            }
            case List<?> list -> {
                head('l', list.size());
                list.forEach(this::add);
            }
            default ->
                throw new IllegalStateException(
                        "an event holds a " + value.getClass().getName());
        }
        return this;
    }

    /** Takes in that a value is not there, which differs from a null. */
    public ValueHash addMissing() {
        head('-', 0);
        return this;
    }

    /** The first 128 bits, as 22 characters of base64url (RFC 4648, 5). */
    public String key() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), KEY_BYTES));
    }

    /** The first 64 bits. */
    public long bits() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private void text(char type, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(type, utf8.length);
        digest.update(utf8);
    }

    private void head(char type, int length) {
        digest.update(header.clear().put((byte) type).putInt(length).flip());
    }
}
