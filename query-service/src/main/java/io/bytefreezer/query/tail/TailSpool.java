package io.bytefreezer.query.tail;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that rows of one tail go to. For one thread. */
final class TailSpool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TailSpool.class);
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final EventCodec codec;
    private final RowShaper shaper;
    private final OutputStream out;
    private final OffsetLists rows = new OffsetLists();
    private final OffsetLists leftOut = new OffsetLists();
    private long bytes;
    private @Nullable Instant newest;

    TailSpool(Path file, EventCodec codec, RowShaper shaper) throws IOException {
        this.file = file;
        this.codec = codec;
        this.shaper = shaper;
        this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /** Adds a record's row; leaves the record out where a packer would make a dead letter of it. */
    void add(int partition, long offset, byte @Nullable [] value) throws IOException {
        ShapedRow row = shape(value);
        if (row == null) {
            leftOut.add(partition, offset);
            return;
        }
        row.bytes().place(partition, offset);
        row.writeTo(out);
        rows.add(partition, offset);
        bytes += row.length();
        if (newest == null || row.eventTime().isAfter(newest)) {
            newest = row.eventTime();
        }
    }

    long bytes() {
        return bytes;
    }

    /** What is in the file, when no more comes and this is closed. */
    Segment.Content content(SortedMap<Integer, TailPlan.Span> ranges) {
        return new Segment.Content(ranges, rows, leftOut, bytes, newest);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private @Nullable ShapedRow shape(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return shape(codec.decodeProcessed(value));
        } catch (UndecodableRecordException e) {
            return null;
        }
    }

    private @Nullable ShapedRow shape(ProcessedEvent event) {
        SystemValues system = new SystemValues(
                event.eventTime(),
                event.receivedAt(),
                event.eventId().toString(),
                event.rawPartition(),
                event.rawOffset());
        try {
            return shaper.shape(system, event.body());
        } catch (RuntimeException e) {
            // As the packer does: one event that no row can be made of must not hide the others.
            LOG.debug("No row can be made of event {}", event.eventId(), e);
            return null;
        }
    }
}
