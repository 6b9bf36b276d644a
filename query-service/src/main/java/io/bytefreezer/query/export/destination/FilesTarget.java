package io.bytefreezer.query.export.destination;

import io.bytefreezer.query.export.destination.TargetException.Kind;
import io.bytefreezer.runtime.file.PrivateFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of NDJSON named {@code <export>.<number of the step>.<number of the file>.ndjson}. A step that is sent again gets
 * the same names, so its files take the place of those that are there. For one thread.
 */
final class FilesTarget implements Target {

    private static final String PARTIAL = ".part";

    private final Path directory;
    private final long bytesMax;
    private final List<Path> complete = new ArrayList<>();
    private @Nullable Step step;
    private @Nullable OutputStream out;
    private long written;

    FilesTarget(TargetConfig.Files config) {
        this.directory = config.dir();
        this.bytesMax = config.size().bytes();
    }

    @Override
    public void begin(Step next) throws TargetException {
        close();
        step = next;
        complete.clear();
        try {
            PrivateFile.createDirectories(directory);
            removeEach(prefix(next) + "*" + PARTIAL);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Delivered send(List<ExportRow> rows) throws TargetException {
        try {
            for (ExportRow row : rows) {
                OutputStream file = file();
                file.write(row.json());
                file.write('\n');
                written += row.json().length + 1;
                if (written >= bytesMax) {
                    end(file);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return Delivered.ALL;
    }

    @Override
    public void finish() throws TargetException {
        try {
            OutputStream last = out;
            if (last != null) {
                end(last);
            }
            Step done = step;
            if (done != null) {
                publish(done);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("a file that is given up cannot be closed", e);
            }
        }
    }

    private OutputStream file() throws IOException {
        OutputStream open = out;
        if (open == null) {
            Path next = partial();
            PrivateFile.write(next, new byte[0]);
            open = new BufferedOutputStream(Files.newOutputStream(next, StandardOpenOption.APPEND));
            out = open;
            written = 0;
        }
        return open;
    }

    private void end(OutputStream file) throws IOException {
        file.close();
        out = null;
        Path path = partial();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        complete.add(path);
    }

    /** All at once, after what an earlier attempt left: it may have had more files. */
    private void publish(Step done) throws IOException {
        removeEach(prefix(done) + "*.ndjson");
        for (Path path : complete) {
            String name = String.valueOf(path.getFileName());
            Path target = directory.resolve(name.substring(0, name.length() - PARTIAL.length()));
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        complete.clear();
    }

    private Path partial() {
        Step current = step;
        if (current == null) {
            throw new IllegalStateException("begin a step first");
        }
        return directory.resolve(prefix(current) + "%04d.ndjson".formatted(complete.size() + 1) + PARTIAL);
    }

    private static String prefix(Step step) {
        return step.export() + ".%08d.".formatted(step.sequence());
    }

    private void removeEach(String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private TargetException failure(IOException e) {
        return new TargetException(Kind.AGAIN, "cannot write to " + directory + ": " + e, e);
    }
}
