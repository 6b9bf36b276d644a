package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.packer.plan.BatchFacts;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table on their way there: one file for each hour of event time, and the offsets they cover. Not safe for use
 * by several threads; it is appended to by its reader and handed over once.
 */
public final class Batch {

    private final Path directory;
    private final SpoolMemory memory;
    private final RowShaper shaper;
    private final SortedMap<Instant, HourRows> hours = new TreeMap<>();
    private final SortedMap<Integer, Append.Range> ranges = new TreeMap<>();
    private final List<Reject> rejects = new ArrayList<>();
    private @Nullable HourRows lastHour;
    private @Nullable Instant firstRecord;
    private @Nullable Instant oldest;
    private @Nullable Position lastRow;
    private long rows;
    private long bytes;
    private long rejectedBytes;
    private boolean closed;

    /**
     * An empty batch.
     *
     * @param parent directory under which it makes its own
     * @param memory for rows; what it does not hold goes to files
     * @param shaper shapes rows for the table as it stands now
     */
    Batch(Path parent, SpoolMemory memory, RowShaper shaper) {
        this.directory = parent.resolve(UUID.randomUUID().toString());
        this.memory = memory;
        this.shaper = shaper;
    }

    /**
     * Spools an event.
     *
     * @throws UndecodableRecordException when no row can be made of it; the batch is as it was
     * @throws UncheckedIOException when the disk does not take it; the batch is of no use any more
     */
    public void add(ProcessedEvent event, Position position) {
        ShapedRow row = shape(event);
        try {
            hour(row).append(row);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot spool below " + directory, e);
        }
        rows++;
        bytes += row.length();
        lastRow = position;
        if (oldest == null || event.receivedAt().isBefore(oldest)) {
            oldest = event.receivedAt();
        }
    }

    /** Takes a record for the dead letters; they go before the batch is committed. */
    public void reject(Reject reject) {
        rejects.add(reject);
        rejectedBytes += reject.bytes();
    }

    /** Lets no further row join: were another one at fault too, neither would ever get away. */
    public void close() {
        closed = true;
    }

    /**
     * Notes that the batch covers offsets of a partition, whether they became rows or not.
     *
     * @param from first offset covered, if this is the partition's first call: where the table stands
     * @param next first offset after them
     */
    public void cover(int partition, long from, long next, Instant now) {
        Append.Range known = ranges.get(partition);
        ranges.put(partition, new Append.Range(known == null ? from : known.from(), next));
        if (firstRecord == null) {
            firstRecord = now;
        }
    }

    /** What the plan needs to know. */
    public BatchFacts facts() {
        return new BatchFacts(rows, bytes, rejectedBytes, hours.size(), closed, Optional.ofNullable(firstRecord));
    }

    /** Records for the dead letters, in the order they were read. */
    public List<Reject> rejects() {
        return List.copyOf(rejects);
    }

    /** When the event that waited longest was received. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    /** The record that became its last row. */
    public Optional<Position> lastRow() {
        return Optional.ofNullable(lastRow);
    }

    /** Rows spooled. */
    public long rows() {
        return rows;
    }

    /** Whether no further row may join. */
    public boolean isClosed() {
        return closed;
    }

    /** The offsets covered, by partition. */
    public SortedMap<Integer, Append.Range> ranges() {
        return new TreeMap<>(ranges);
    }

    /** How many values did not fit their column and are kept in {@code _rescued_data}, by their fields. */
    public Map<String, Long> rescued() {
        return shaper.rescued();
    }

    /** Where its files are; more may be made there. */
    public Path directory() {
        return directory;
    }

    /** Ends the files and says what is in them; nothing may be added after it. */
    public List<SpoolFile> seal() {
        List<SpoolFile> files = new ArrayList<>();
        try {
            for (HourRows hour : hours.values()) {
                files.add(hour.seal(shaper.columns()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the files below " + directory, e);
        }
        return List.copyOf(files);
    }

    /** Gives back its memory and removes everything it has on disk; nobody may read it any more. */
    public void discard() {
        hours.values().forEach(HourRows::discard);
        hours.clear();
        lastHour = null;
        Directories.delete(directory);
    }

    private ShapedRow shape(ProcessedEvent event) {
        SystemValues system = new SystemValues(
                event.eventTime(),
                event.receivedAt(),
                event.eventId().toString(),
                event.rawPartition(),
                event.rawOffset());
        try {
            return shaper.shape(system, event.body());
        } catch (RuntimeException e) {
            // Shaping is a pure function of the event: trying again would fail again.
            throw new UndecodableRecordException("no row can be made of it: " + e, e);
        }
    }

    private HourRows hour(ShapedRow row) throws IOException {
        HourRows known = lastHour;
        if (known != null && known.holds(row.eventTime())) {
            return known;
        }
        Instant start = row.hour();
        HourRows rows = hours.get(start);
        if (rows == null) {
            Files.createDirectories(directory);
            rows = new HourRows(start, directory.resolve(start.getEpochSecond() + ".rows"), memory);
            hours.put(start, rows);
        }
        lastHour = rows;
        return rows;
    }
}
