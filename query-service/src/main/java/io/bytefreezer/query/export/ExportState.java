package io.bytefreezer.query.export;

import io.bytefreezer.query.export.ExportException.Kind;
import io.bytefreezer.query.export.destination.Delivered;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an export between runs: its cursor, and the rows its target rejected. Open in one process at a time. For
 * one thread.
 */
final class ExportState implements AutoCloseable {

    private final String name;
    private final Path cursor;
    private final Path rejected;
    private final FileChannel channel;

    private ExportState(String name, Path directory, FileChannel channel) {
        this.name = name;
        this.cursor = directory.resolve(name + ".cursor.json");
        this.rejected = directory.resolve(name + ".rejected.ndjson");
        this.channel = channel;
    }

    /** Opens the state of the export with this name. */
    static ExportState open(Path directory, String name) throws ExportException {
        Path file = directory.resolve(name + ".lock");
        try {
            PrivateFile.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new ExportException(
                        Kind.NO_ANSWER,
                        "export '" + name + "' runs elsewhere: " + file + " is locked; try again later");
            }
            return new ExportState(name, directory, channel);
        } catch (IOException e) {
            throw new ExportException(Kind.NO_ANSWER, "the state of export '" + name + "' cannot be opened: " + e, e);
        }
    }

    /** The lock goes with the channel. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    /** How far it came; nothing before its first step. */
    Optional<Cursor> cursor() throws ExportException {
        try {
            return Files.exists(cursor)
                    ? Optional.of(Json.mapper().readValue(Files.readAllBytes(cursor), Cursor.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new ExportException(Kind.WRONG, "the cursor of export '" + name + "' cannot be read: " + e, e);
        }
    }

    /** It came as far as this. */
    void save(Cursor reached) throws ExportException {
        try {
            PrivateFile.write(cursor, Json.bytes(reached));
        } catch (IOException e) {
            throw new ExportException(Kind.NO_ANSWER, "the cursor of export '" + name + "' cannot be saved: " + e, e);
        }
    }

    /** Keeps what the target will never take, with its reasons. */
    void reject(List<Delivered.Rejected> rows, Instant now) throws ExportException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Delivered.Rejected each : rows) {
            byte[] about = Json.bytes(Map.of("time", now.toString(), "reason", each.reason()));
            lines.write(about, 0, about.length - 1);
            lines.writeBytes(",\"row\":".getBytes(StandardCharsets.US_ASCII));
            lines.writeBytes(each.row().json());
            lines.write('}');
            lines.write('\n');
        }
        try {
            if (!Files.exists(rejected)) {
                PrivateFile.write(rejected, new byte[0]);
            }
            Files.write(rejected, lines.toByteArray(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ExportException(Kind.NO_ANSWER, "rejected rows cannot be kept in " + rejected + ": " + e, e);
        }
    }

    /** Where rejected rows are. */
    Path rejectedFile() {
        return rejected;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of export '" + name + "' cannot be given back", e);
        }
    }
}
