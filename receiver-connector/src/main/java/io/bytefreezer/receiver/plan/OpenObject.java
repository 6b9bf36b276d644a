package io.bytefreezer.receiver.plan;

import io.bytefreezer.receiver.layout.Fingerprint;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import java.time.Instant;

/**
 * An object that is being written.
 *
 * @param key its name
 * @param readFrom offset from which the task has read without a break, up to its first record
 * @param first its first record
 * @param last its last record so far
 * @param records how many it holds
 * @param bytes compressed bytes written so far
 * @param openedAt when it was opened, by the wall clock
 */
public record OpenObject(
        RawObjectKey key, long readFrom, Fingerprint first, Tail last, long records, long bytes, Instant openedAt) {

    /**
     * The record that was appended last.
     *
     * @param offset its offset
     * @param fingerprint by what it is recognised
     */
    public record Tail(long offset, Fingerprint fingerprint) {}

    static OpenObject startingWith(Arrival arrival, long readFrom, Instant now) {
        Tail before = new Tail(arrival.offset() - 1, arrival.fingerprint());
        return new OpenObject(arrival.key(), readFrom, arrival.fingerprint(), before, 0, 0, now);
    }

    OpenObject with(Arrival arrival, long bytesNow) {
        Tail tail = new Tail(arrival.offset(), arrival.fingerprint());
        return new OpenObject(key, readFrom, first, tail, records + 1, bytesNow, openedAt);
    }

    boolean isFull(Limits limits, Instant now) {
        return records > 0
                && (bytes >= limits.bytesMax() || records >= limits.recordsMax() || !now.isBefore(dueAt(limits)));
    }

    Instant dueAt(Limits limits) {
        return openedAt.plus(limits.ageMax());
    }

    /** What is noted beside it once it is complete. */
    public RawObjectStamp stamp(String writer, String sha256) {
        return new RawObjectStamp(
                readFrom, key.firstOffset(), last.offset(), records, first, last.fingerprint(), writer, sha256);
    }
}
