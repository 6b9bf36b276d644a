package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of a step on local disk, a file for each hour. Belongs to one thread. */
final class HourFiles implements AutoCloseable {

    private final Path directory;
    private final SortedMap<Instant, Spool> byHour = new TreeMap<>();

    HourFiles(Path directory) {
        this.directory = directory;
    }

    private static final class Spool {
        private final Path path;
        private final OutputStream out;

        Spool(Path path) throws IOException {
            this.path = path;
            this.out = new BufferedOutputStream(Files.newOutputStream(path));
        }
    }

    void append(ShapedRow row) throws IOException {
        Spool spool = byHour.get(row.hour());
        if (spool == null) {
            spool = new Spool(directory.resolve(row.hour().getEpochSecond() + ".rows"));
            byHour.put(row.hour(), spool);
        }
        row.writeTo(spool.out);
    }

    int hours() {
        return byHour.size();
    }

    /** Ends the files. */
    List<SpoolFile> seal(List<SpoolColumn> columns) throws IOException {
        close();
        List<SpoolFile> files = new ArrayList<>();
        for (Map.Entry<Instant, Spool> hour : byHour.entrySet()) {
            Spool spool = hour.getValue();
            files.add(new SpoolFile(spool.path, hour.getKey(), columns));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        for (Spool spool : byHour.values()) {
            spool.out.close();
        }
    }
}
