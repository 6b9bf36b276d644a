package io.bytefreezer.provenance.origin;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;

/**
 * A raw object, without its records. Immutable.
 *
 * @param key its name
 * @param stamp what is noted beside it
 */
public record RawObject(RawObjectKey key, RawObjectStamp stamp) {

    /** From its first record until after its last. */
    public OffsetRange range() {
        return new OffsetRange(stamp.firstOffset(), stamp.lastOffset() + 1);
    }
}
