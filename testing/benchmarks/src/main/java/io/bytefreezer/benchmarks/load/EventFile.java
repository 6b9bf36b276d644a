package io.bytefreezer.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;

/**
 * Events in a file, one a line, written before anything is measured and cut into batches of the same number of events. Safe
 * for use by several threads; closing it leaves the file.
 */
public final class EventFile implements AutoCloseable {

    /** Between the times of two events. The last of them is dated now: no table finds them implausible. */
    private static final Duration STEP = Duration.ofMillis(1);

    private final Path path;
    private final int batch;
    private final long[] ends;
    private final FileChannel channel;

    private EventFile(Path path, int batch, long[] ends) throws IOException {
        this.path = path;
        this.batch = batch;
        this.ends = ends;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /**
     * Writes the events.
     *
     * @param batches how many batches
     * @param batch events of each
     * @param seed the same seed gives the same events, but for their times
     * @param now the time of the last event
     */
    public static EventFile write(Path path, int batches, int batch, long seed, Instant now) {
        AccessLog log = new AccessLog(RandomGeneratorFactory.getDefault().create(seed));
        long[] ends = new long[batches];
        Instant time = now.minus(STEP.multipliedBy((long) batches * batch));
        long end = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            for (int i = 0; i < batches; i++) {
                for (int j = 0; j < batch; j++) {
                    byte[] line = (log.line(time) + "\n").getBytes(UTF_8);
                    out.write(line);
                    end += line.length;
                    time = time.plus(STEP);
                }
                ends[i] = end;
            }
            out.flush();
            return new EventFile(path, batch, ends);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the events to " + path, e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Number of batches. */
    public int batches() {
        return ends.length;
    }

    /** Events of so many batches. */
    public long events(int batches) {
        return (long) batches * batch;
    }

    /** Bytes of all events, without the ends of lines. */
    public long bytes() {
        return ends[ends.length - 1] - events(batches());
    }

    /** The lines of the batch with this number, counted from 0. */
    byte[] batch(int number) {
        long start = number == 0 ? 0 : ends[number - 1];
        ByteBuffer lines = ByteBuffer.allocate(Math.toIntExact(ends[number] - start));
        try {
            while (lines.hasRemaining()) {
                if (channel.read(lines, start + lines.position()) < 0) {
                    throw new IllegalStateException(path + " became shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the events at " + path, e);
        }
        return lines.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path + " with " + events(batches()) + " events, "
                + Arrays.stream(ends).max().orElse(0) + " bytes";
    }
}
