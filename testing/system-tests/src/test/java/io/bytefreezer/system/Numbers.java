package io.bytefreezer.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Numbers from 0 on, sent to a dataset of one partition while this is open, and looked for wherever they should come to:
 * each of them once in the raw objects, in the processed topic and in the lake.
 */
final class Numbers implements AutoCloseable {

    static final int EACH_SECOND = 100;

    private static final DatasetRef DATASET = DatasetRef.of("demo", "numbers");
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String BUCKET = "bytefreezer";

    private final Stack stack;
    private final Api api;
    private final KafkaProducer<byte[], byte[]> producer;
    private final S3Client s3;
    private final AtomicLong sent = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private Numbers(Stack stack) {
        this.stack = stack;
        this.api = Api.with(stack.serviceKey());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.plan().addresses().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.s3 = S3Client.builder()
                .endpointOverride(URI.create(
                        "http://127.0.0.1:" + stack.plan().addresses().store()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("embedded-access-key", "embedded-secret-key")))
                .build();
    }

    /** Makes the dataset; nothing is sent yet. */
    static Numbers of(Stack stack) {
        Numbers numbers = new Numbers(stack);
        int control = stack.controlPlane().port();
        numbers.post(control, "/api/v1/tenants", "{\"id\": \"demo\", \"name\": \"Demo\"}");
        numbers.post(control, "/api/v1/tenants/demo/datasets", "{\"id\": \"numbers\"}");
        return numbers;
    }

    /** Begins to send as soon as the dataset has its topics; when it returns there is something to wait for everywhere. */
    void begin(Duration within) {
        Await.that(
                "the raw topic is there",
                within,
                () -> !producer.partitionsFor(Topics.DEFAULT.raw(DATASET)).isEmpty());
        var unused = thread.scheduleAtFixedRate(
                this::send, 0, TimeUnit.SECONDS.toMicros(1) / EACH_SECOND, TimeUnit.MICROSECONDS);
        Await.that("the first numbers are sent", within, () -> sent() >= EACH_SECOND);
    }

    /** How many were sent. */
    long sent() {
        return sent.get();
    }

    /** Waits until this many are processed; fails when one is there twice. */
    void awaitProcessed(long count, Duration within) {
        Await.that(count + " numbers are processed", within, () -> processed().size() >= count);
    }

    /** Waits until all that were sent up to now are everywhere; fails when one is anywhere twice. */
    void awaitEverywhere(Duration within) {
        producer.flush();
        long count = sent();
        awaitProcessed(count, within);
        Await.that(count + " numbers are in raw objects", within, () -> landed().size() >= count);
        Await.that(count + " numbers are in the lake", within, () -> packed() >= count);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        producer.close(Duration.ofSeconds(1));
        s3.close();
    }

    private void send() {
        String topic = Topics.DEFAULT.raw(DATASET);
        RawEvent event = new RawEvent(
                UUID.randomUUID(),
                Instant.now(),
                "test",
                null,
                "application/json",
                Map.of(),
                ("{\"n\":" + sent.get() + "}").getBytes(UTF_8));
        producer.send(new ProducerRecord<>(topic, EventCodec.withFixedIds().encode(topic, event)));
        sent.incrementAndGet();
    }

    private void post(int port, String path, String body) {
        Api.Answer answer = api.post(port, path, "application/json", body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(path + ": " + answer);
        }
    }

    private List<Long> processed() {
        TopicPartition partition = new TopicPartition(Topics.DEFAULT.processed(DATASET), 0);
        List<Long> numbers = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.plan().addresses().bootstrapServers(),
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            if (consumer.partitionsFor(partition.topic()).isEmpty()) {
                return numbers;
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(LOOK_EVERY)
                        .forEach(record -> numbers.add(number(EventCodec.withFixedIds()
                                .decodeProcessed(record.value())
                                .body())));
            }
        }
        return once("processed", numbers);
    }

    private List<Long> landed() {
        List<Long> numbers = new ArrayList<>();
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("raw/demo/numbers/")).contents().stream()
                .map(S3Object::key)
                // While the embedded store writes an object, it lists it under a name of its own.
                .filter(key -> key.endsWith(".avro"))
                .forEach(key -> land(key, numbers));
        return once("landed", numbers);
    }

    private void land(String key, List<Long> numbers) {
        byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
        try (RawObjectReader reader = new RawObjectReader(new ByteArrayInputStream(bytes))) {
            reader.forEachRemaining(record -> numbers.add(number(record.event().payload())));
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    private long packed() {
        int query = stack.services(ServiceKind.QUERY).getFirst().port();
        List<String> counts = api.sql(
                        query,
                        "select count(*), count(distinct _raw_offset), coalesce(max(_raw_offset), -1) from numbers")
                .getFirst();
        if (!counts.get(0).equals(counts.get(1))) {
            throw new AssertionError("rows twice in the lake: " + counts);
        }
        long rows = Long.parseLong(counts.get(0));
        // One partition is packed in its order: a hole would stay one.
        return rows == Long.parseLong(counts.get(2)) + 1 ? rows : -1;
    }

    /** The numbers from 0 on, each once, or this fails: one partition keeps its order. */
    private static List<Long> once(String where, List<Long> numbers) {
        List<Long> sorted = numbers.stream().sorted().toList();
        if (new HashSet<>(sorted).size() != sorted.size()
                || !sorted.equals(LongStream.range(0, sorted.size()).boxed().toList())) {
            throw new AssertionError(where + ": a number is missing or there twice among " + sorted.size());
        }
        return sorted;
    }

    private static long number(byte[] json) {
        String text = new String(json, UTF_8);
        return Long.parseLong(text.substring(text.indexOf(':') + 1, text.indexOf('}')));
    }
}
