package io.bytefreezer.proxy.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.proxy.RawTopic;
import io.bytefreezer.schemas.name.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a spool is killed again and again while it takes events and sends them. */
class SpoolCrashIT {

    private static final int KILLS = 5;
    private static final int BATCHES_MAX = 200;

    @TempDir
    private Path dir;

    @Test
    void whatAKilledProcessKeptArrivesOnceAndInOrder() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SpoolCrashIT -Dseed=" + seed);
        Random random = new Random(seed);
        try (KafkaFixture kafka = KafkaFixture.start()) {
            Set<String> kept = new TreeSet<>();
            int number = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int batches = 1 + random.nextInt(BATCHES_MAX);
                int last = runUntilKilled(kafka, number, batches);
                kept.addAll(List.of(SpoolFixture.numbered(number, last)));
                // The batch under way when it was killed may be kept or not: its numbers are not used again.
                number = last + SpoolChild.BATCH;
            }
            Process drain = start(kafka, number, SpoolChild.BATCH);
            kept.addAll(List.of(SpoolFixture.numbered(number, number + SpoolChild.BATCH)));
            assertThat(drain.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(drain.exitValue()).isZero();
            List<String> arrived =
                    check(RawTopic.records(kafka.bootstrapServers(), Topics.DEFAULT.raw(SpoolFixture.DATASET)));
            assertThat(arrived).doesNotHaveDuplicates().containsAll(kept);
        }
    }

    /** Each partition's events are in the order of their numbers. */
    private static List<String> check(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Integer> last = new HashMap<>();
        List<String> payloads = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String payload = new String(
                    io.bytefreezer.schemas.wire.EventCodec.withFixedIds()
                            .decodeRaw(record.value())
                            .payload(),
                    java.nio.charset.StandardCharsets.UTF_8);
            int number = Integer.parseInt(payload.substring("event ".length()));
            assertThat(number).isGreaterThan(last.getOrDefault(record.partition(), -1));
            last.put(record.partition(), number);
            payloads.add(payload);
        }
        return payloads;
    }

    /** Kills the process after so many batches; the number after the last event that it said was kept. */
    private int runUntilKilled(KafkaFixture kafka, int first, int batches) throws IOException, InterruptedException {
        Process process = start(kafka, first, Integer.MAX_VALUE / 2);
        int last = first;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("kept ")) {
                    last = Integer.parseInt(line.substring("kept ".length()));
                    if (last - first >= batches * SpoolChild.BATCH) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        }
        process.waitFor();
        assertThat(last).as("the process did something before it was killed").isGreaterThan(first);
        return last;
    }

    private Process start(KafkaFixture kafka, int first, int count) throws IOException {
        return new ProcessBuilder(SpoolChild.command(dir, kafka.bootstrapServers(), first, count))
                .redirectErrorStream(true)
                .start();
    }
}
