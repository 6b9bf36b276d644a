package io.bytefreezer.query.audit;

import io.bytefreezer.runtime.file.PrivateFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines in a file, which is put aside when it is large enough. One process has the directory. For one owner at a time. */
final class RollingFile {

    /** In the order of time also as texts. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String name;
    private final long bytesMax;
    private final int filesMax;
    private final Path current;

    /** Lines in {@code <name>.ndjson}; so many files of so many bytes are kept. */
    RollingFile(Path directory, String name, long bytesMax, int filesMax) {
        this.directory = directory;
        this.name = name;
        this.bytesMax = bytesMax;
        this.filesMax = filesMax;
        this.current = directory.resolve(name + ".ndjson");
    }

    /** Adds a line, which ends with a line feed. */
    void append(byte[] line, Instant now) throws IOException {
        if (!Files.exists(current)) {
            PrivateFile.createDirectories(directory);
            PrivateFile.write(current, new byte[0]);
        } else if (Files.size(current) + line.length > bytesMax) {
            putAside(now);
        }
        Files.write(current, line, StandardOpenOption.APPEND);
    }

    private void putAside(Instant now) throws IOException {
        Path aside = directory.resolve(name + "-" + STAMP.format(now) + ".ndjson");
        for (int n = 1; Files.exists(aside); n++) {
            aside = directory.resolve(name + "-" + STAMP.format(now.plusMillis(n)) + ".ndjson");
        }
        Files.move(current, aside);
        PrivateFile.write(current, new byte[0]);
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name + "-*.ndjson")) {
            files.forEach(old::add);
        }
        old.sort(Comparator.comparing(Path::toString).reversed());
        for (Path file : old.subList(Math.min(old.size(), filesMax - 1), old.size())) {
            Files.delete(file);
        }
    }
}
