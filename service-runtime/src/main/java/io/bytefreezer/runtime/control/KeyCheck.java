package io.bytefreezer.runtime.control;

import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the key of a request against the keys of a snapshot. */
public final class KeyCheck {

    private KeyCheck() {}

    /** The key's entry, or nothing when the snapshot has none; takes the same time wherever in the list it stands. */
    public static Optional<KeyHash> find(Snapshot snapshot, String bearerKey) {
        byte[] sought = ascii(KeyHash.sha256(bearerKey));
        @Nullable KeyHash found = null;
        for (KeyHash key : snapshot.keys()) {
            if (MessageDigest.isEqual(ascii(key.sha256()), sought)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
