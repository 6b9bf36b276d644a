package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.spool.RowIndex;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one hour: in memory as long as there is some, in a file from then on. Which row is where means nothing, as they are put in order where they are read.
 * Not thread-safe.
 */
final class HourRows {

    private static final Logger LOG = LoggerFactory.getLogger(HourRows.class);
    private static final long SECONDS = Duration.ofHours(1).toSeconds();
    /** Small: when memory is used up, each further hour of each table has one. */
    private static final int BUFFER_BYTES = 8 << 10;

    private final Instant hour;
    private final Path path;
    private final SpoolMemory memory;
    private final List<SpoolMemory.Block> blocks = new ArrayList<>();
    /** What is written of the blocks before the last. */
    private final List<MemorySegment> full = new ArrayList<>();

    private final RowIndex index;
    private MemorySegment last = MemorySegment.NULL;
    private long used;
    private @Nullable OutputStream file;

    /** No rows so far; the file is made when it is needed. */
    HourRows(Instant hour, Path path, SpoolMemory memory) {
        this.hour = hour;
        this.path = path;
        this.memory = memory;
        this.index = new RowIndex(hour);
    }

    boolean holds(Instant eventTime) {
        long seconds = eventTime.getEpochSecond() - hour.getEpochSecond();
        return seconds >= 0 && seconds < SECONDS;
    }

    void append(ShapedRow row) throws IOException {
        int length = row.length();
        if (length > last.byteSize() - used && !hasNextBlock(length)) {
            row.writeTo(file());
            return;
        }
        index.add(full.size(), used, row.micros());
        row.copyTo(last, used);
        used += length;
    }

    /** What was written, after which nothing may be. */
    SpoolFile seal(List<SpoolColumn> columns) throws IOException {
        endBlock();
        if (file == null) {
            return new SpoolFile(full, index, List.of(), hour, columns);
        }
        file.close();
        return new SpoolFile(full, index, List.of(path), hour, columns);
    }

    /** Forgets everything; nobody may read it any more. */
    void discard() {
        memory.give(blocks);
        blocks.clear();
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.debug("closing {}: {}", path, e.getMessage());
            }
        }
    }

    private boolean hasNextBlock(int needed) {
        SpoolMemory.Block next = needed > SpoolMemory.BLOCK_BYTES ? null : memory.take();
        if (next == null) {
            return false;
        }
        endBlock();
        blocks.add(next);
        last = next.bytes();
        return true;
    }

    private void endBlock() {
        if (used > 0) {
            full.add(last.asSlice(0, used));
        }
        last = MemorySegment.NULL;
        used = 0;
    }

    private OutputStream file() throws IOException {
        if (file == null) {
            file = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
        }
        return file;
    }
}
