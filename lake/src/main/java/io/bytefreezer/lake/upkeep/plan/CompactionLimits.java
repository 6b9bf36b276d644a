package io.bytefreezer.lake.upkeep.plan;

import java.time.Duration;

/**
 * What files should be like.
 *
 * @param targetBytes size that files of settled hours are near to: between half and twice of it, if their hour has that much
 * @param closedAfter an hour is settled when it ended, and its last small file came, at least this long ago
 * @param openFiles files of like size that an hour that is not settled may have
 */
public record CompactionLimits(long targetBytes, Duration closedAfter, int openFiles) {

    /** What is left alone: files of half the target. */
    private static final int SMALL_SHARE = 2;

    private static final int TARGET_MIN = 8;
    private static final int LARGEST_TIMES = 2;

    /** Refuses limits by which work would never end. */
    public CompactionLimits {
        if (targetBytes < TARGET_MIN || openFiles < 2 || closedAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "target_size must be at least %d bytes, open_files at least 2 and closed_after not negative, but they are %d, %d and %s"
                            .formatted(TARGET_MIN, targetBytes, openFiles, closedAfter));
        }
    }

    /** Smaller files are joined with each other. */
    boolean isSmall(long bytes) {
        return bytes < targetBytes / SMALL_SHARE;
    }

    /** No file is made larger than this. */
    long largest() {
        return LARGEST_TIMES * targetBytes;
    }

    /** No group has more bytes: the largest file, and less than the target beside it. */
    public long largestGroup() {
        return largest() + targetBytes;
    }
}
