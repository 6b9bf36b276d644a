package io.bytefreezer.control.key;

import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyScope;
import org.jspecify.annotations.Nullable;

/**
 * A key at the one moment when it is known in clear.
 *
 * @param clear to be handed to whoever asked for it, and then forgotten
 * @param hash what is kept of it
 */
public record FreshKey(Secret clear, KeyHash hash) {

    private static final int PREFIX_LENGTH = 8;

    /** The same key of a type, a service key where that is null, with what it reaches. */
    public FreshKey scoped(@Nullable String type, @Nullable KeyScope scope) {
        String given = type == null ? KeyHash.SERVICE : type;
        return new FreshKey(clear, new KeyHash(hash.id(), hash.prefix(), hash.sha256(), given, scope));
    }

    /** The key with this clear text and this id. */
    static FreshKey of(String clear, String id) {
        String prefix = clear.substring(0, Math.min(PREFIX_LENGTH, clear.length()));
        return new FreshKey(new Secret(clear), new KeyHash(id, prefix, KeyHash.sha256(clear), ServiceKey.SERVICE));
    }
}
