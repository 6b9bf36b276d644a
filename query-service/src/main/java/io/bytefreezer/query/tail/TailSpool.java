package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.HotRows;
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
import org.jspecify.annotations.Nullable;

/** A file that rows of one tail go to. For one thread. */
final class TailSpool implements AutoCloseable {

    private final Path file;
    private final EventCodec codec;
    private final RowShaper shaper;
    private final OutputStream out;
    private long rows;
    private long bytes;
    private long leftOut;
    private int longest;
    private @Nullable Instant newest;

    TailSpool(Path file, EventCodec codec, RowShaper shaper) throws IOException {
        this.file = file;
        this.codec = codec;
        this.shaper = shaper;
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /** Adds a record's row; counts the record where a packer would make a dead letter of it. */
    void add(byte @Nullable [] value) throws IOException {
        ShapedRow row = shape(value);
        if (row == null) {
            leftOut++;
            return;
        }
        row.writeTo(out);
        rows++;
        bytes += row.length();
        longest = Math.max(longest, row.length());
        if (newest == null || row.eventTime().isAfter(newest)) {
            newest = row.eventTime();
        }
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /** Records that are no events. */
    long leftOut() {
        return leftOut;
    }

    @Nullable Instant newest() {
        return newest;
    }

    /** The rows, when no more come and this is closed. */
    HotRows rowsInFile() {
        return new HotRows(file, longest, shaper.columns());
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
            ProcessedEvent event = codec.decodeProcessed(value);
            SystemValues system = new SystemValues(
                    event.eventTime(),
                    event.receivedAt(),
                    event.eventId().toString(),
                    event.rawPartition(),
                    event.rawOffset());
            return shaper.shape(system, event.body());
        } catch (UndecodableRecordException e) {
            return null;
        }
    }
}
