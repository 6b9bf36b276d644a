package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.lookup.CsvTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tables from files to the shelf: {@code <tenant>/<name>/<version>.csv}, and beside it {@code <version>.index} with the
 * names of its index columns, one a line, where they are others than the first column. Belongs to one thread, but for
 * {@link #problems}.
 */
final class TableFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TableFiles.class);
    private static final String SUFFIX = ".csv";

    private final @Nullable Path directory;
    private final TableShelf shelf;
    private final Map<Path, Seen> seen = new HashMap<>();
    private volatile List<String> problems = List.of();

    /**
     * A file as it was read.
     *
     * @param stamp what it was
     * @param problem what is wrong with it, or null
     */
    private record Seen(FileStamp stamp, @Nullable String problem) {}

    /** Reads nothing yet. */
    TableFiles(@Nullable Path directory, TableShelf shelf) {
        this.directory = directory;
        this.shelf = shelf;
    }

    /** What is wrong, for an operator. */
    List<String> problems() {
        return problems;
    }

    /** Looks at the directory anew. What is gone from it stays on the shelf until the piper starts again. */
    void refresh() {
        if (directory == null) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        try {
            for (Path tenant : directories(directory)) {
                for (Path table : directories(tenant)) {
                    newest(table).forEach(file -> look(file, wrong));
                }
            }
        } catch (IOException e) {
            wrong.add("lookups.tables_dir " + directory + " cannot be read: " + e);
        }
        problems = List.copyOf(wrong);
    }

    private static List<Path> directories(Path parent) throws IOException {
        return list(parent, "*").stream().filter(Files::isDirectory).sorted().toList();
    }

    private static List<Path> list(Path parent, String glob) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, glob)) {
            stream.forEach(children::add);
        }
        return children;
    }

    /** As many as the shelf keeps, the oldest first. */
    private static List<Path> newest(Path table) throws IOException {
        List<Path> versions = list(table, "*" + SUFFIX).stream()
                .filter(file -> version(file) > 0)
                .sorted(Comparator.comparingInt(TableFiles::version))
                .toList();
        return versions.subList(Math.max(0, versions.size() - TableShelf.VERSIONS_MAX), versions.size());
    }

    /** Of another file 0. */
    private static int version(Path file) {
        String name = String.valueOf(file.getFileName());
        String number = name.substring(0, name.length() - SUFFIX.length());
        return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0;
    }

    private void look(Path file, List<String> wrong) {
        Seen before = seen.get(file);
        try {
            FileStamp stamp = FileStamp.of(file);
            if (before == null || !before.stamp().equals(stamp)) {
                before = new Seen(stamp, read(file, stamp));
                seen.put(file, before);
            }
            if (before.problem() != null) {
                wrong.add(before.problem());
            }
        } catch (IOException e) {
            wrong.add("the table " + file + " cannot be read: " + e);
        }
    }

    /** What is wrong with a file; null when its table is on the shelf now. */
    private @Nullable String read(Path file, FileStamp stamp) throws IOException {
        if (stamp.bytes() > CsvTable.BYTES_MAX) {
            return "the table " + file + " has more than " + CsvTable.BYTES_MAX + " bytes";
        }
        String problem = switch (CsvTable.read(Files.readAllBytes(file), index(file))) {
            case CsvTable.Loaded loaded -> put(file, loaded.table());
            case CsvTable.Broken broken ->
                "the table " + file + " cannot be used, the version before it stays in use: line " + broken.line()
                        + ": " + broken.reason();
        };
        if (problem != null) {
            LOG.warn("{}", problem);
        }
        return problem;
    }

    private @Nullable String put(Path file, CsvTable table) {
        int names = file.getNameCount();
        String name = file.getName(names - 2).toString();
        String tenant = file.getName(names - 3).toString();
        try {
            shelf.put(new TableId(tenant, name, version(file)), table);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "the table " + file + " is not used: " + e.getMessage();
        }
        LOG.info(
                "version {} of table {} of {} is in use: {} rows by {}, {} more have a key that is there already",
                version(file),
                name,
                tenant,
                table.size(),
                table.index(),
                table.repeated());
        return null;
    }

    private static List<String> index(Path file) throws IOException {
        Path index = file.resolveSibling(version(file) + ".index");
        if (!Files.exists(index)) {
            return List.of();
        }
        return Files.readString(index, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
