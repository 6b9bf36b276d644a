package io.bytefreezer.piper.state;

import io.bytefreezer.transformations.state.KeyedState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What filters remember of one raw partition. It is loaded when a filter first asks, so that datasets without such filters pay
 * nothing; every change is told, to be written in the transaction of the record that is processed. Beyond its limits the eldest
 * entries are forgotten. Belongs to one thread.
 */
public final class PartitionState implements KeyedState {

    private static final int KEY_CHARS_MAX = 256;

    private final Supplier<SequencedMap<String, Remembered>> source;
    private final BiConsumer<byte[], byte @Nullable []> changes;
    private final Limits limits;
    private @Nullable LinkedHashMap<String, Remembered> entries;
    private long bytes;
    private Instant latest = Instant.MIN;

    /**
     * How much is remembered.
     *
     * @param entries most entries
     * @param bytes most bytes of keys and values
     * @param valueBytes most bytes of a value
     */
    public record Limits(int entries, long bytes, int valueBytes) {

        /** A window of some minutes at a busy partition, and a fraction of the memory of a piper. */
        public static final Limits DEFAULT = new Limits(200_000, 32L * 1024 * 1024, 64 * 1024);
    }

    /**
     * Nothing loaded yet.
     *
     * @param source what was kept
     * @param changes is told of a key and its value, null where it is forgotten
     */
    public PartitionState(
            Supplier<SequencedMap<String, Remembered>> source,
            BiConsumer<byte[], byte @Nullable []> changes,
            Limits limits) {
        this.source = source;
        this.changes = changes;
        this.limits = limits;
    }

    @Override
    public byte @Nullable [] get(String key, Instant now) {
        latest = now;
        String name = name(key);
        Remembered entry = entries().get(name);
        if (entry == null) {
            return null;
        }
        if (entry.until().isAfter(now)) {
            return entry.value();
        }
        forget(name);
        return null;
    }

    @Override
    public void put(String key, byte[] value, Instant until) {
        if (value.length > limits.valueBytes()) {
            throw new IllegalArgumentException(
                    "a value of " + value.length + " bytes; up to " + limits.valueBytes() + " are remembered");
        }
        String name = name(key);
        Remembered entry = new Remembered(value, until);
        Remembered before = entries().remove(name);
        bytes += size(name, entry) - (before == null ? 0 : size(name, before));
        entries().put(name, entry);
        changes.accept(bytes(name), entry.encoded());
        while (entries().size() > limits.entries()
                || (bytes > limits.bytes() && entries().size() > 1)) {
            forget(entries().firstEntry().getKey());
        }
    }

    @Override
    public void remove(String key) {
        forget(name(key));
    }

    /** Forgets what is over at the time for which was last asked. The time of the clock would be wrong where records are late. */
    public void purge() {
        if (entries == null) {
            return;
        }
        Iterator<Map.Entry<String, Remembered>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Remembered> entry = all.next();
            if (!entry.getValue().until().isAfter(latest)) {
                all.remove();
                bytes -= size(entry.getKey(), entry.getValue());
                changes.accept(bytes(entry.getKey()), null);
            }
        }
    }

    private void forget(String name) {
        Remembered gone = entries().remove(name);
        if (gone != null) {
            bytes -= size(name, gone);
            changes.accept(bytes(name), null);
        }
    }

    private SequencedMap<String, Remembered> entries() {
        if (entries == null) {
            entries = new LinkedHashMap<>(source.get());
            entries.forEach((key, entry) -> bytes += size(key, entry));
        }
        return entries;
    }

    private static long size(String name, Remembered entry) {
        return (long) name.length() + entry.value().length;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** Keys come from events: a long one is told apart by its hash. */
    private static String name(String key) {
        if (key.length() <= KEY_CHARS_MAX) {
            return key;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(key));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
