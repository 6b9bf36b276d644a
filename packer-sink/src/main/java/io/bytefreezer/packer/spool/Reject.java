package io.bytefreezer.packer.spool;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the dead letters.
 *
 * @param record the record as it was read
 * @param error the error's code
 * @param message what was wrong, for a person
 */
public record Reject(ConsumerRecord<byte[], byte[]> record, String error, String message) {

    /** What a record and its headers hold in memory beside key and value, roughly. */
    private static final int OVERHEAD_BYTES = 512;

    /** Memory it holds, roughly. */
    long bytes() {
        return (long) OVERHEAD_BYTES + length(record.key()) + length(record.value()) + 2L * message.length();
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
