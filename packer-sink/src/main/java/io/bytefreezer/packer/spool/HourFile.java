package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.shape.ShapedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one hour, written one after the other. What the file held before is written over, and cut off at the end. */
final class HourFile {

    private static final Logger LOG = LoggerFactory.getLogger(HourFile.class);
    /** Each hour of each table has one, so that it is small at first. */
    private static final int BUFFER_BYTES_FIRST = 8 * 1024;

    private static final int BUFFER_BYTES_MAX = 64 * 1024;
    /** A buffer that was written so many times grows: each write has its price. */
    private static final int WRITES_OF_BUFFER = 16;

    private final Path path;
    private final FileChannel channel;
    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER_BYTES_FIRST];
    private int buffered;
    private long written;

    private HourFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
    }

    static HourFile open(Path path) throws IOException {
        return new HourFile(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    void append(ShapedRow row) throws IOException {
        int length = row.length();
        if (length > buffer.length - buffered) {
            flush();
            if (length > buffer.length) {
                row.writeTo(out);
                written += length;
                return;
            }
        }
        row.copyTo(buffer, buffered);
        buffered += length;
    }

    Path path() {
        return path;
    }

    void close() throws IOException {
        try (channel) {
            flush();
            channel.truncate(written);
        }
    }

    /** For a file whose rows nobody wants. */
    void closeQuietly() {
        if (!channel.isOpen()) {
            return;
        }
        buffered = 0;
        try {
            close();
        } catch (IOException e) {
            LOG.debug("closing {}: {}", path, e.getMessage());
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, buffered);
        written += buffered;
        buffered = 0;
        if (buffer.length < BUFFER_BYTES_MAX && written > (long) WRITES_OF_BUFFER * buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }
}
