package io.bytefreezer.benchmarks.endtoend;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.report.CaseRun;
import io.bytefreezer.benchmarks.stack.Stack;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Counts what came of the events of a dataset, at every stage, after a run and outside what it measures. A benchmark that
 * loses events is void, and so is one that doubles them.
 *
 * @param pipeline the services
 * @param offsets the broker
 * @param s3 the store
 */
record ExactCounts(Pipeline pipeline, Offsets offsets, S3Client s3) {

    /** Events of a dataset from before the measurement. */
    static final int OPENING_EVENTS = 1;

    /**
     * Counts.
     *
     * @param sent how many events there have to be at each stage, beside those from before
     * @throws BenchmarkException when a number differs, naming all that do
     */
    CaseRun.Stored check(Case aCase, DatasetRef dataset, long sent) {
        long events = sent + OPENING_EVENTS;
        Stack stack = pipeline.stack();
        List<String> wrong = new ArrayList<>();
        String processed = Topics.DEFAULT.processed(dataset);
        KafkaClients clients = new KafkaClients(KafkaConfig.of(stack.bootstrapServers()), "benchmark");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clients.consumer("benchmark"))) {
            expect(wrong, "records in " + processed, events, Offsets.committed(consumer, offsets.ends(processed)));
        }
        expect(wrong, "dead letters", 0, sum(Topics.DEFAULT.deadLetter(dataset)));
        expect(wrong, "records in " + Topics.DEFAULT.raw(dataset), events, sum(Topics.DEFAULT.raw(dataset)));
        expect(wrong, "records in raw objects", events, rawRecords(dataset));
        String from = " from \"" + dataset.dataset() + "\"";
        expect(wrong, "rows", events, rows("select count(*)" + from));
        expect(wrong, "different events", events, rows("select count(distinct event_id)" + from));
        // What opened the dataset may have been faster than its transformation.
        String transformed = "select count(" + aCase.proof() + ")" + from + " where trace <> 'opening'";
        expect(wrong, "rows with " + aCase.proof(), sent, rows(transformed));
        if (!wrong.isEmpty()) {
            throw new BenchmarkException("the counts are wrong: " + String.join("; ", wrong), null);
        }
        return new CaseRun.Stored(
                events,
                bytes(RawObjectKey.folder(dataset)),
                bytes("lake/" + dataset.tenant() + "/" + dataset.dataset() + "/data/"));
    }

    private static void expect(List<String> wrong, String what, long expected, long found) {
        if (expected != found) {
            wrong.add(found + " " + what + ", not " + expected);
        }
    }

    private long sum(String topic) {
        return offsets.ends(topic).values().stream().mapToLong(end -> end).sum();
    }

    private long rows(String sql) {
        return pipeline.number(sql).orElse(-1);
    }

    /** Each record of each object by its partition and offset, so that one that landed twice counts once. */
    private long rawRecords(DatasetRef dataset) {
        Set<List<Long>> records = new HashSet<>();
        for (S3Object object : objects(RawObjectKey.folder(dataset))) {
            if (RawObjectKey.parse(object.key()).isPresent()) {
                read(object.key(), records);
            }
        }
        return records.size();
    }

    private void read(String key, Set<List<Long>> records) {
        try (RawObjectReader reader = new RawObjectReader(
                s3.getObject(get -> get.bucket(pipeline.stack().bucket()).key(key)))) {
            while (reader.hasNext()) {
                if (!records.add(
                        List.of((long) reader.partition(), reader.next().offset()))) {
                    throw new BenchmarkException("a record landed twice, the second time in " + key, null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    private long bytes(String folder) {
        return objects(folder).stream().mapToLong(S3Object::size).sum();
    }

    private List<S3Object> objects(String folder) {
        return s3
                .listObjectsV2Paginator(
                        list -> list.bucket(pipeline.stack().bucket()).prefix(folder))
                .contents()
                .stream()
                .toList();
    }
}
