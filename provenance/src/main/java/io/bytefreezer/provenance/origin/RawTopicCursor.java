package io.bytefreezer.provenance.origin;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a raw topic as what raw objects hold too. Belongs to one thread. */
final class RawTopicCursor implements RawRecords.Cursor {

    private final TopicCursor topic;

    RawTopicCursor(TopicCursor topic) {
        this.topic = topic;
    }

    @Override
    public boolean hasNext() {
        return topic.hasNext();
    }

    @Override
    public RawRecord next() {
        ConsumerRecord<byte[], byte[]> record = topic.next();
        return new RawRecord(record.offset(), Instant.ofEpochMilli(record.timestamp()), record.value());
    }

    @Override
    public void close() {
        topic.close();
    }
}
