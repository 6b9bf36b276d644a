package io.bytefreezer.control.decision;

import io.bytefreezer.schemas.name.ResourceId;

/**
 * Who asks.
 *
 * @param keyId id of the key that was shown
 * @param account the account the key opens
 * @param system whether that is the system account
 */
public record Actor(String keyId, ResourceId account, boolean system) {

    /** The installation itself at its start, acting for its system account. */
    public static Actor installation(ResourceId account) {
        return new Actor("installation", account, true);
    }

    /** Whether accounts and keys of this account are within reach. */
    public boolean administers(ResourceId other) {
        return system || account.equals(other);
    }
}
