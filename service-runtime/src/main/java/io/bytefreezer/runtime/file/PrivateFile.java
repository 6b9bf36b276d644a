package io.bytefreezer.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that their owner alone can read, from their first moment on; where the file system knows owners. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Writes a file: a reader sees all of it or what was there before, also after a crash.
     *
     * @throws IOException when it cannot be written; what was there before stays
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path directory = createDirectories(file.toAbsolutePath().resolveSibling(""));
        Path temporary = Files.createTempFile(directory, ".", ".new", attributes("rw-------"));
        try {
            Files.write(temporary, content);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Makes a file that is not there yet, and opens it for writing.
     *
     * @throws IOException when it is there, or cannot be made
     */
    public static OutputStream create(Path file) throws IOException {
        return Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes("rw-------")));
    }

    /**
     * Makes the directory and those above it that are missing. One that is there stays as it is: whoever made it decided who
     * may look.
     *
     * @return the directory
     * @throws IOException when it cannot be made
     */
    public static Path createDirectories(Path directory) throws IOException {
        return Files.createDirectories(directory, attributes("rwx------"));
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
