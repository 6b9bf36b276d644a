package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;

/**
 * A record that has come, as far as the plan is concerned.
 *
 * @param key the name an object gets that starts with this record
 * @param fingerprint by what the record is recognised
 */
public record Arrival(RawObjectKey key, Fingerprint fingerprint) {

    /** The record's offset. */
    public long offset() {
        return key.firstOffset();
    }
}
