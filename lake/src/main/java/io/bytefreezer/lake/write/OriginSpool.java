package io.bytefreezer.lake.write;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes down whose rows go: raw records that were read again, or single rows. Not thread-safe. */
public final class OriginSpool implements AutoCloseable {

    private final Path path;
    private final BufferedWriter out;
    private final boolean exact;
    private long count;

    private OriginSpool(Path path, BufferedWriter out, boolean exact) {
        this.path = path;
        this.out = out;
        this.exact = exact;
    }

    /**
     * A new file.
     *
     * @throws IOException if the disk does not take it
     */
    public static OriginSpool create(Path path) throws IOException {
        return new OriginSpool(path, Files.newBufferedWriter(path, StandardCharsets.US_ASCII), false);
    }

    /**
     * A new file for single rows: an id stands for itself alone.
     *
     * @throws IOException if the disk does not take it
     */
    public static OriginSpool ofRows(Path path) throws IOException {
        return new OriginSpool(path, Files.newBufferedWriter(path, StandardCharsets.US_ASCII), true);
    }

    /**
     * Adds a raw record; adding one twice is harmless. An id of version 8 stands for all that differ from it in their last 24
     * bits only.
     *
     * @throws IOException if the disk does not take it
     */
    public void add(long offset, UUID eventId) throws IOException {
        out.write(Long.toString(offset));
        out.write(',');
        out.write(exact ? eventId.toString() : OriginTable.key(eventId));
        out.write('\n');
        count++;
    }

    /**
     * Ends the file and says what is in it.
     *
     * @param rawPartition partition of all of them
     * @param from first offset of the stretch they are from
     * @param next first offset after it
     * @throws IOException if the disk does not take it
     */
    public Origins seal(int rawPartition, long from, long next) throws IOException {
        out.close();
        return new Origins(rawPartition, from, next, path, count, exact);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
