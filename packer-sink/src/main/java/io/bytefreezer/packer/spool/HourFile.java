package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.shape.ShapedRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one hour, appended to a file. */
final class HourFile {

    private static final Logger LOG = LoggerFactory.getLogger(HourFile.class);
    /** Each hour of each table has one, so it is small. */
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Path path;
    private final OutputStream out;

    private HourFile(Path path, OutputStream out) {
        this.path = path;
        this.out = out;
    }

    static HourFile create(Path path) throws IOException {
        return new HourFile(path, new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES));
    }

    void append(ShapedRow row) throws IOException {
        row.writeTo(out);
    }

    Path path() {
        return path;
    }

    void close() throws IOException {
        out.close();
    }

    /** For a file that is about to be deleted. */
    void closeQuietly() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("closing {}: {}", path, e.getMessage());
        }
    }
}
