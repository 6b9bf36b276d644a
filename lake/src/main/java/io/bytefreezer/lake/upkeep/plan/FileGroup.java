package io.bytefreezer.lake.upkeep.plan;

import java.time.Instant;
import java.util.List;

/**
 * Data files of one hour that become one, or a few where one would be too large.
 *
 * @param hour their hour of event time
 * @param files at least two
 * @param parts files they become
 */
public record FileGroup(Instant hour, List<FileFacts> files, int parts) {

    /** Copies the list. */
    public FileGroup {
        files = List.copyOf(files);
    }

    /** Bytes of all. */
    public long bytes() {
        return files.stream().mapToLong(FileFacts::bytes).sum();
    }

    /** Rows of all. */
    public long rows() {
        return files.stream().mapToLong(FileFacts::rows).sum();
    }
}
