package io.bytefreezer.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Free TCP ports that stay free for whoever asked: from below the range out of which the operating system serves outgoing
 * connections, so that a process that was killed finds its port again. They come from blocks that are locked by files as long
 * as this object lives, so that two runs on one machine never give the same. Safe for use by many threads.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 120;

    private final Path locks;
    private final List<FileLock> held = new ArrayList<>();
    private int next;
    private int end;

    /** Ports of this machine. */
    public Ports() {
        this(Path.of(System.getProperty("java.io.tmpdir"), "bytefreezer-test-ports"));
    }

    /** Ports that are shared with those who use the same directory for locks. */
    Ports(Path locks) {
        this.locks = locks;
    }

    /**
     * A port that nobody listens on and that this object has not given before.
     *
     * @throws IllegalStateException when there is none
     */
    public synchronized int free() {
        while (true) {
            if (next == end) {
                next = FIRST + BLOCK * takeBlock();
                end = next + BLOCK;
            }
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
    }

    /** Begins somewhere, so that the ports of a run that just ended are not the first to be asked for again. */
    private int takeBlock() {
        int start = (int) (ProcessHandle.current().pid() % BLOCKS);
        try {
            Files.createDirectories(locks);
            for (int tried = 0; tried < BLOCKS; tried++) {
                int block = (start + tried) % BLOCKS;
                FileLock lock = tryLock(locks.resolve(block + ".lock"));
                if (lock != null) {
                    held.add(lock);
                    return block;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock ports by files in " + locks, e);
        }
        throw new IllegalStateException("all ports from " + FIRST + " to " + (FIRST + BLOCK * BLOCKS - 1)
                + " are taken by test runs, see the locks in " + locks);
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
