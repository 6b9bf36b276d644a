package io.bytefreezer.lake.upkeep.plan;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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

    /** Two groups of half the files, for when the memory does not suffice for all; one where the other would have a single file, none where both would. */
    public List<FileGroup> halves() {
        int half = files.size() / 2;
        int partsOfHalf = Math.ceilDiv(parts, 2);
        return Stream.of(files.subList(0, files.size() - half), files.subList(files.size() - half, files.size()))
                .filter(some -> some.size() > 1)
                .map(some -> new FileGroup(hour, some, partsOfHalf))
                .toList();
    }
}
