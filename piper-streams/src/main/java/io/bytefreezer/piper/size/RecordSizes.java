package io.bytefreezer.piper.size;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Says before a record is sent whether the brokers will take it. It has to be known before: a refusal that comes back to the
 * producer ends its transaction, with everything that was in it. Safe for use by many threads.
 */
public final class RecordSizes {

    /** More than the headers of a batch of one record and of that record need. */
    private static final int OVERHEAD_BYTES = 128;

    /** More than the lengths of a header's two parts need. */
    private static final int HEADER_OVERHEAD_BYTES = 10;

    private static final byte MESSAGE_FORMAT = 2;

    private final int eventBytesMax;
    private final Producer producer;
    private volatile Map<String, Integer> byTopic = Map.of();

    /**
     * What the producer's settings have to do with it.
     *
     * @param requestBytesMax its {@code max.request.size}: compared with the record before it is compressed
     * @param compression its {@code compression.type}
     */
    public record Producer(int requestBytesMax, String compression) {}

    /**
     * Sizes that fit.
     *
     * @param eventBytesMax largest value of a processed record, by this service's own configuration
     * @param producer the producer's settings
     */
    public RecordSizes(int eventBytesMax, Producer producer) {
        this.eventBytesMax = eventBytesMax;
        this.producer = producer;
    }

    /** Takes over what was read from the brokers: the {@code max.message.bytes} of topics. The topics not named are unknown. */
    public void learn(Map<String, Integer> messageBytesMax) {
        byTopic = Map.copyOf(messageBytesMax);
    }

    /** Why an event must not be sent to this topic, if so. */
    public Optional<String> eventTooLarge(String topic, byte[] value, Headers headers) {
        return value.length > eventBytesMax
                ? Optional.of("the transformed event has " + value.length + " bytes, " + eventBytesMax
                        + " are allowed (limits.record_bytes)")
                : tooLarge(topic, value, headers).map(why -> "the transformed event has " + why);
    }

    /** Why the brokers, or the producer itself, would refuse a record of this value, if so; a sentence without its subject. */
    public Optional<String> tooLarge(String topic, byte @Nullable [] value, Headers headers) {
        long plain = value == null ? overhead(headers) : overhead(headers) + value.length;
        if (plain > producer.requestBytesMax()) {
            return Optional.of(
                    plain + " bytes, the producer takes " + producer.requestBytesMax() + " (max.request.size)");
        }
        Integer topicMax = byTopic.get(topic);
        if (topicMax == null || plain <= topicMax || value == null) {
            return Optional.empty();
        }
        // Brokers compare what is left of it after compression. That costs time, and only records come here that need
        // it.
        long compressed = overhead(headers) + compressed(value);
        return compressed <= topicMax
                ? Optional.empty()
                : Optional.of(compressed + " bytes when compressed, topic " + topic + " takes " + topicMax
                        + " (max.message.bytes)");
    }

    private static long overhead(Headers headers) {
        long bytes = OVERHEAD_BYTES;
        for (Header header : headers) {
            byte[] value = header.value();
            bytes += HEADER_OVERHEAD_BYTES
                    + header.key().getBytes(StandardCharsets.UTF_8).length
                    + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    private long compressed(byte[] value) {
        ByteBufferOutputStream out = new ByteBufferOutputStream(value.length);
        try (OutputStream compressing =
                Compression.of(producer.compression()).build().wrapForOutput(out, MESSAGE_FORMAT)) {
            compressing.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.position();
    }
}
