package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Local copies of data files, which never change. Thread-safe; one process owns the directory.
 *
 * <p>Files are fetched in parallel, appear under their names only when complete, and are read-only. Files in use are pinned; of the others those unused for longest go
 * first when space is needed.
 */
public final class FileCache implements AutoCloseable {

    private static final int DOWNLOADS_AT_ONCE_MAX = 16;

    private final CacheIndex index;
    private final Download download;
    private final Semaphore downloads = new Semaphore(DOWNLOADS_AT_ONCE_MAX);
    private final LongAdder fetched = new LongAdder();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private FileCache(CacheIndex index, Download download) {
        this.index = index;
        this.download = download;
    }

    /**
     * Opens a cache and keeps the files an earlier process left in its directory.
     *
     * @param directory created if needed; holds nothing else
     * @param bytesMax all files together are kept below this
     * @param s3 the lake's client, which stays open
     * @throws LakeException of kind CONFIG if the directory cannot be used
     */
    public static FileCache open(Path directory, long bytesMax, S3Client s3) {
        CacheIndex index = new CacheIndex(bytesMax, FileCache::delete);
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    if (file.toString().endsWith(Download.COMPLETE)) {
                        index.adopt(file, Files.size(file));
                    } else if (file.toString().endsWith(Download.PARTIAL)) {
                        Files.delete(file);
                    }
                }
            }
            index.shrink(0);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.CONFIG, "cannot use the cache directory " + directory, e);
        }
        return new FileCache(index, new Download(directory, s3));
    }

    /**
     * Gives local copies of files and keeps them until the pin is closed.
     *
     * @throws LakeException of kind LIMIT if they and the files in use do not fit the cache, EXTERNAL if the store does not give them
     */
    public PinnedFiles pin(List<LakeFile> files) {
        List<Path> paths =
                files.stream().map(file -> download.target(file.location())).toList();
        List<CacheIndex.Pin> pins = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                pins.add(pin(files.get(i), paths.get(i)));
            }
            pins.forEach(pin -> pin.ready().join());
            return new PinnedFiles(paths, () -> pins.forEach(index::unpin));
        } catch (CompletionException | LakeException e) {
            // What still runs ends first, so that no download writes into a place that was given away.
            pins.forEach(pin -> pin.ready().handle((path, error) -> path).join());
            pins.forEach(index::unpin);
            throw e.getCause() instanceof LakeException download ? download : e;
        }
    }

    /** Whether there is a complete local copy of a file. */
    public boolean holds(LakeFile file) {
        return Files.exists(download.target(file.location()));
    }

    /**
     * A part of a file: from its local copy, or from the store where there is none.
     *
     * @throws LakeException of kind EXTERNAL if the store does not give it
     */
    public byte[] range(LakeFile file, long offset, int length) {
        Path copy = download.target(file.location());
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new LakeException(
                            LakeException.Kind.DATA, "the local copy of " + file.location() + " ends early");
                }
            }
            return bytes.array();
        } catch (NoSuchFileException none) {
            byte[] bytes = download.range(file, offset, length);
            fetched.add(length);
            return bytes;
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read " + copy, e);
        }
    }

    /** Bytes that were read from the store since this was opened. */
    public long fetchedBytes() {
        return fetched.sum();
    }

    /** Bytes of all files, also those being fetched. */
    public long bytes() {
        return index.bytes();
    }

    @Override
    public void close() {
        threads.close();
    }

    private CacheIndex.Pin pin(LakeFile file, Path path) {
        CacheIndex.Pin pin = index.pin(path, file.bytes());
        if (pin.isNew()) {
            threads.execute(() -> fetch(file, path, pin));
        }
        return pin;
    }

    private void fetch(LakeFile file, Path path, CacheIndex.Pin pin) {
        downloads.acquireUninterruptibly();
        try {
            download.fetch(file, path);
            fetched.add(file.bytes());
            pin.ready().complete(path);
        } catch (RuntimeException e) {
            index.failed(path, pin);
            pin.ready().completeExceptionally(e);
        } finally {
            downloads.release();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot remove the cached file " + file, e);
        }
    }
}
