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

    /** What names and marks of its JSON take. */
    private static final int AROUND_BYTES = 96;

    /** About the bytes that it takes in a snapshot. */
    public int bytes() {
        return AROUND_BYTES
                + ref.tenant().toString().length()
                + ref.id().value().length()
                + bytes(name)
                + bytes(description)
                + bytes(sql);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
