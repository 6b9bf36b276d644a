package io.bytefreezer.packer.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Groups of files of one table that are more than the memory allows. Such a group is tried in halves, so that what can be joined is, and is not tried again until its
 * files change. For one thread.
 */
final class GroupsTooLarge {

    private final Map<Object, Set<FileGroup>> known = new HashMap<>();

    /** What became of a group. */
    enum Outcome {
        /** It was compacted, or a half of it was. */
        COMPACTED,
        /** It is too large, and no other group of its hour was before. */
        TOO_LARGE,
        /** It is too large, and others of its hour were before. */
        STILL_TOO_LARGE,
        /** It was too large the last time, so it was not tried. */
        LEFT_ALONE
    }

    /** Forgets what a table's plan does not come to any more. */
    void planned(Object table, List<FileGroup> plan) {
        Set<Object> hours = plan.stream().map(FileGroup::hour).collect(Collectors.toSet());
        known.computeIfPresent(table, (ignored, groups) -> {
            groups.removeIf(group -> !hours.contains(group.hour()));
            return groups.isEmpty() ? null : groups;
        });
    }

    /**
     * Compacts a group, or of one that is too large what can be.
     *
     * @param compaction compacts a group; throws an error of kind LIMIT for one that is too large
     * @throws LakeException of any other kind, as the compaction does
     */
    Outcome run(Object table, FileGroup group, Consumer<FileGroup> compaction) {
        Set<FileGroup> groups = known.getOrDefault(table, Set.of());
        if (groups.contains(group)) {
            return Outcome.LEFT_ALONE;
        }
        if (isCompacted(group, compaction)) {
            return Outcome.COMPACTED;
        }
        boolean isFirst = groups.stream().noneMatch(other -> other.hour().equals(group.hour()));
        known.computeIfAbsent(table, ignored -> new HashSet<>()).add(group);
        return isFirst ? Outcome.TOO_LARGE : Outcome.STILL_TOO_LARGE;
    }

    private static boolean isCompacted(FileGroup group, Consumer<FileGroup> compaction) {
        try {
            compaction.accept(group);
            return true;
        } catch (LakeException e) {
            if (e.kind() != LakeException.Kind.LIMIT) {
                throw e;
            }
        }
        boolean isAny = false;
        for (FileGroup half : group.halves()) {
            isAny |= isCompacted(half, compaction);
        }
        return isAny;
    }
}
