package io.bytefreezer.benchmarks.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.log.Logging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Main class of the floor's process. It holds the events in memory, so that nothing but Kafka's clients works while it
 * measures, and runs once for each line {@code run <number> <topic>} on its standard input, with whose end it ends.
 */
public final class FloorProcess {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final List<byte[]> events;

    private FloorProcess(String bootstrapServers, List<byte[]> events) {
        this.clients = new KafkaClients(KafkaConfig.of(bootstrapServers), "floor");
        this.events = events;
    }

    /**
     * Runs it.
     *
     * @param args the brokers, and the file with one event a line
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Logging.configure(Logging.Format.PLAIN, "warn", null);
        FloorProcess floor = new FloorProcess(args[0], read(Path.of(args[1])));
        System.out.println("loaded " + floor.events.size());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            System.out.println(
                    "run " + words[1] + " took " + floor.run(words[2]).toNanos());
        }
    }

    private static List<byte[]> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.getBytes(UTF_8)).toList();
        }
    }

    /** From the first send until the consumer has every event. */
    private Duration run(String topic) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(clients.producer());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            List<TopicPartition> partitions = producer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            CountDownLatch ready = new CountDownLatch(1);
            Future<?> consumer = thread.submit(() -> consume(partitions, ready));
            ready.await();
            long begin = System.nanoTime();
            produce(producer, topic);
            consumer.get();
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private void produce(KafkaProducer<byte[], byte[]> producer, String topic) {
        AtomicLong failed = new AtomicLong();
        for (byte[] event : events) {
            var unused = producer.send(new ProducerRecord<>(topic, event), (metadata, error) -> {
                if (error != null) {
                    failed.incrementAndGet();
                }
            });
        }
        producer.flush();
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " events were not acknowledged");
        }
    }

    private void consume(List<TopicPartition> partitions, CountDownLatch ready) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clients.consumer("floor"))) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            consumer.poll(Duration.ZERO);
            ready.countDown();
            long wanted = events.stream().mapToLong(event -> event.length).sum();
            long seen = 0;
            long deadline = System.nanoTime() + STALLED_AFTER.toNanos();
            while (seen < wanted) {
                long before = seen;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    seen += record.value().length;
                }
                if (seen > before) {
                    deadline = System.nanoTime() + STALLED_AFTER.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("only " + seen + " of " + wanted + " bytes arrived");
                }
            }
        }
    }
}
