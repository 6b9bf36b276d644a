package io.bytefreezer.control.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A query that has a name.
 *
 * @param ref whose it is
 * @param name what people call it
 * @param description what it is for; may be empty
 * @param sql its text
 * @param updatedAt when it was put
 * @param updatedBy id of the key that put it
 */
public record SavedQuery(
        QueryRef ref, String name, String description, String sql, Instant updatedAt, String updatedBy) {

    /** Bytes of its texts as UTF-8. */
    public int bytes() {
        return bytes(name) + bytes(description) + bytes(sql);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
