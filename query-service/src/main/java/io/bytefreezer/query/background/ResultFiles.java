package io.bytefreezer.query.background;

import io.bytefreezer.query.job.JobId;
import io.bytefreezer.query.job.RowIndex;
import io.bytefreezer.query.result.StoredRows;
import io.bytefreezer.runtime.file.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of results, in a directory that nobody else uses or reads. Safe for use by many threads. */
public final class ResultFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);
    private static final String SUFFIX = ".rows";

    private final Path directory;

    private ResultFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory, or empties it: what an earlier process left cannot be asked for any more.
     *
     * @throws IOException when it cannot be used
     */
    public static ResultFiles open(Path directory) throws IOException {
        PrivateFile.createDirectories(directory);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        ResultFiles files = new ResultFiles(directory);
        files.clear();
        return files;
    }

    /** A new file for a job's rows. */
    OutputStream create(JobId id) throws IOException {
        return PrivateFile.create(file(id));
    }

    /**
     * A job's rows from this one on, whatever becomes of the job meanwhile.
     *
     * @throws java.nio.file.NoSuchFileException when they are gone
     */
    StoredRows read(JobId id, RowIndex index, long row) throws IOException {
        RowIndex.Place place = index.before(row);
        FileChannel channel =
                FileChannel.open(file(id), StandardOpenOption.READ).position(place.offset());
        InputStream in = Channels.newInputStream(channel);
        try {
            StoredRows rows = new StoredRows(in);
            rows.skip(row - place.row());
            return rows;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Removes a job's file, if it has one. */
    void remove(JobId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            // Removed when the service starts again.
            LOG.warn("Cannot remove the result of job {}", id, e);
        }
    }

    /** Removes all of them. */
    void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path file(JobId id) {
        return directory.resolve(id.value() + SUFFIX);
    }
}
