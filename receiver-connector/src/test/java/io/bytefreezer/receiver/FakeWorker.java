package io.bytefreezer.receiver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Treats one task as Connect's {@code WorkerSinkTask} does: rewinds before each poll, delivers a batch again after a
 * RetriableException and reads nothing meanwhile, asks what to commit.
 */
final class FakeWorker implements AutoCloseable {

    private final Map<TopicPartition, FakeLog> logs = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Context context = new Context();
    private final RawObjectSinkTask task;
    private List<SinkRecord> batch = List.of();

    /** Starts a task. */
    FakeWorker(RawObjectSinkTask task, Map<String, String> properties) {
        this.task = task;
        task.initialize(context);
        task.start(properties);
    }

    /** Gives the task a partition from a position: the group's offset, or 0. */
    void assign(FakeLog log, long position) {
        TopicPartition partition = new TopicPartition(log.topic, log.partition);
        logs.put(partition, log);
        positions.put(partition, position);
        task.open(Set.of(partition));
        rewind();
    }

    void revoke(FakeLog log) {
        TopicPartition partition = new TopicPartition(log.topic, log.partition);
        batch = batch.stream()
                .filter(record -> !(record.topic().equals(log.topic) && record.kafkaPartition() == log.partition))
                .toList();
        task.preCommit(Map.of());
        task.close(Set.of(partition));
        logs.remove(partition);
        positions.remove(partition);
        context.seeks.remove(partition);
    }

    /** One round of poll and put. Returns whether the task took the batch, rather than asking for it once more. */
    boolean round(int recordsMax) {
        rewind();
        if (batch.isEmpty()) {
            batch = poll(recordsMax);
        }
        context.timeout = -1;
        try {
            task.put(new ArrayList<>(batch));
            batch = List.of();
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    private List<SinkRecord> poll(int recordsMax) {
        List<SinkRecord> records = new ArrayList<>();
        logs.forEach((partition, log) -> {
            List<SinkRecord> read = log.read(positions.get(partition), recordsMax);
            records.addAll(read);
            if (!read.isEmpty()) {
                positions.put(partition, read.get(read.size() - 1).kafkaOffset() + 1);
            }
        });
        return records;
    }

    private void rewind() {
        positions.putAll(context.seeks);
        context.seeks.clear();
    }

    /** Whether there is nothing left to read or to deliver. */
    boolean isCaughtUp() {
        return batch.isEmpty()
                && context.seeks.isEmpty()
                && logs.entrySet().stream()
                        .allMatch(log ->
                                positions.get(log.getKey()) >= log.getValue().end());
    }

    Map<TopicPartition, OffsetAndMetadata> committable() {
        return task.preCommit(Map.of());
    }

    SinkTaskContext context() {
        return context;
    }

    /** What the task last asked for, in milliseconds; -1 if nothing. */
    long timeout() {
        return context.timeout;
    }

    boolean commitRequested() {
        return context.commitRequested;
    }

    @Override
    public void close() {
        task.close(Set.copyOf(logs.keySet()));
        task.stop();
    }

    private final class Context implements SinkTaskContext {

        private final Map<TopicPartition, Long> seeks = new HashMap<>();
        private long timeout = -1;
        private boolean commitRequested;

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            seeks.putAll(offsets);
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            seeks.put(partition, offset);
        }

        @Override
        public void timeout(long timeoutMs) {
            timeout = timeoutMs;
        }

        @Override
        public Set<TopicPartition> assignment() {
            return logs.keySet();
        }

        @Override
        public void pause(TopicPartition... partitions) {}

        @Override
        public void resume(TopicPartition... partitions) {}

        @Override
        public void requestCommit() {
            commitRequested = true;
        }

        /** As on a worker older than 4.1. */
        @Override
        public PluginMetrics pluginMetrics() {
            throw new NoSuchMethodError("pluginMetrics");
        }
    }
}
