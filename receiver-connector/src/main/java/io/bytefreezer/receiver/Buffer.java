package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.receiver.object.RawObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object on the local disk, before it is published. */
final class Buffer {

    private static final Logger LOG = LoggerFactory.getLogger(Buffer.class);

    private final Path file;
    private final RawObjectWriter writer;
    private @Nullable String sha256;

    private Buffer(Path file, RawObjectWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static Buffer open(Path file, RawObjectKey key) throws IOException {
        return new Buffer(file, RawObjectWriter.open(new BufferedOutputStream(Files.newOutputStream(file)), key));
    }

    /** Adds a record and returns the bytes written so far. */
    long append(RawObjectRecord record) {
        try {
            writer.append(record);
            return writer.bytes();
        } catch (IOException e) {
            throw new BufferFailedException("cannot write " + file, e);
        }
    }

    /** Completes the object, if that is not done yet, and returns the SHA-256 of its bytes. */
    String complete() {
        if (sha256 == null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new BufferFailedException("cannot complete " + file, e);
            }
            sha256 = writer.sha256Hex();
        }
        return sha256;
    }

    Path file() {
        return file;
    }

    /** Drops it. */
    void discard() {
        try (writer) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; it is of no use and can be deleted by hand", file, e);
        }
    }
}
