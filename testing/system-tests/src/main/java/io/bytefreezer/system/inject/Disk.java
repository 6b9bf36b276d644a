package io.bytefreezer.system.inject;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file system of its own, in memory, that can be filled. Safe for use by many threads. */
public final class Disk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final int MOUNTED_WITHIN_SECONDS = 10;
    private static final int BLOCK = 64 * 1024;
    private static final String FILLER = "filler";

    private final Path directory;

    private Disk(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts one.
     *
     * @param directory where; made if missing
     * @param mebibytes its size
     * @return the disk, or nothing where this user may not mount
     */
    public static Optional<Disk> mount(Path directory, int mebibytes) {
        try {
            Files.createDirectories(directory);
            boolean mounted = run(
                    "mount", "-t", "tmpfs", "-o", "mode=700,size=" + mebibytes + "m", "tmpfs", directory.toString());
            return mounted ? Optional.of(new Disk(directory)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("nothing can be mounted on {}", directory, e);
            return Optional.empty();
        }
    }

    /** Writes until there is no room for one byte more. */
    void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(directory.resolve(FILLER))) {
            for (int size = BLOCK; size > 0; size /= 2) {
                while (fits(out, block, size)) {
                    LOG.trace("{} more", size);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} is full", directory, e);
        }
    }

    private static boolean fits(OutputStream out, byte[] block, int size) {
        try {
            out.write(block, 0, size);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** Makes room again. */
    void free() {
        try {
            Files.deleteIfExists(directory.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make room in " + directory, e);
        }
    }

    /** Unmounts it; what it held is gone. */
    @Override
    public void close() {
        try {
            run("umount", "-l", directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unmount " + directory, e);
        }
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(MOUNTED_WITHIN_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
