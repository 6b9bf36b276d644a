package io.bytefreezer.query.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this process has grown outside the Java heap since no query ran. Works on Linux; elsewhere it sees no growth.
 * For one thread.
 */
final class ProcessMemory {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessMemory.class);

    /** Sizes in pages: total, resident, … */
    private static final Path STATM = Path.of("/proc/self/statm");

    private static final long PAGE_BYTES = 4096;

    private final MemoryMXBean heap = ManagementFactory.getMemoryMXBean();
    private boolean readable = Files.isReadable(STATM);
    private long atRest;

    /** Bytes of growth since the last call at rest. */
    long grownBytes(boolean isAtRest) {
        if (!readable) {
            return 0;
        }
        long now = residentBytes() - heap.getHeapMemoryUsage().getCommitted();
        if (isAtRest) {
            atRest = now;
        }
        return now - atRest;
    }

    private long residentBytes() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE_BYTES;
        } catch (IOException e) {
            LOG.warn("Cannot read {}; growth of the process is not watched any more", STATM, e);
            readable = false;
            return 0;
        }
    }
}
