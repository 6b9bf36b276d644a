package io.bytefreezer.lake.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which files of a table become one. Pure; once its groups are done, and those of the result, it finds nothing to do.
 *
 * <p>In a settled hour all small files are joined to files of about the target's size, and a rest too small to stay joins the smallest of the large ones, which becomes
 * two where it would grow too large. While files may still come, only files of like size are joined, and only when there are many, so that a row is written again a few
 * times at most however long its hour grows (size-tiered compaction, as Cassandra and other log-structured stores do it).
 */
public final class CompactionPlan {

    /** DuckDB has all files of a group open at once. */
    private static final int GROUP_FILES_MAX = 256;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Comparator<FileFacts> LARGEST_FIRST =
            Comparator.comparingLong(FileFacts::bytes).reversed().thenComparing(FileFacts::location);

    private final CompactionLimits limits;

    private CompactionPlan(CompactionLimits limits) {
        this.limits = limits;
    }

    /**
     * The groups, those with most files first: they slow queries down most.
     *
     * @param files all files of the table
     * @param now the present
     * @param limits what files should be like
     */
    public static List<FileGroup> of(Collection<FileFacts> files, Instant now, CompactionLimits limits) {
        SortedMap<Instant, List<FileFacts>> byHour =
                files.stream().collect(Collectors.groupingBy(FileFacts::hour, TreeMap::new, Collectors.toList()));
        CompactionPlan plan = new CompactionPlan(limits);
        List<FileGroup> groups = new ArrayList<>();
        byHour.forEach((hour, ofHour) -> {
            List<Bin> bins = plan.isSettled(hour, ofHour, now) ? plan.settled(ofHour) : plan.open(ofHour);
            bins.stream()
                    .filter(bin -> bin.files.size() > 1)
                    .forEach(bin -> groups.add(new FileGroup(hour, bin.files, plan.parts(bin))));
        });
        groups.sort(Comparator.comparingInt((FileGroup group) -> group.files().size())
                .reversed()
                .thenComparing(FileGroup::hour));
        return groups;
    }

    private static final class Bin {
        private final List<FileFacts> files = new ArrayList<>();
        private long bytes;

        void add(FileFacts file) {
            files.add(file);
            bytes += file.bytes();
        }

        boolean takes(Bin other, long bytesMax) {
            return bytes + other.bytes <= bytesMax && files.size() + other.files.size() <= GROUP_FILES_MAX;
        }

        void addAll(Bin other) {
            other.files.forEach(this::add);
        }
    }

    private boolean isSettled(Instant hour, List<FileFacts> files, Instant now) {
        Instant last = files.stream()
                .filter(file -> limits.isSmall(file.bytes()))
                .map(FileFacts::addedAt)
                .reduce(hour.plus(HOUR), (a, b) -> a.isAfter(b) ? a : b);
        return !last.plus(limits.closedAfter()).isAfter(now);
    }

    private List<Bin> settled(List<FileFacts> files) {
        List<Bin> bins =
                fill(files.stream().filter(file -> limits.isSmall(file.bytes())).toList());
        if (bins.isEmpty() || !limits.isSmall(bins.getLast().bytes)) {
            return bins;
        }
        Bin rest = bins.getLast();
        if (bins.size() > 1) {
            Bin before = bins.get(bins.size() - 2);
            if (before.takes(rest, limits.largest())) {
                before.addAll(rest);
                bins.removeLast();
            }
        } else {
            smallestLarge(files)
                    .filter(large -> large.bytes <= limits.largest() && rest.takes(large, limits.largestGroup()))
                    .ifPresent(rest::addAll);
        }
        return bins;
    }

    /** Each is of half the largest size at least, since a group has not much more than that. */
    private int parts(Bin bin) {
        return Math.toIntExact(Math.ceilDiv(bin.bytes, limits.largest()));
    }

    private Optional<Bin> smallestLarge(List<FileFacts> files) {
        return files.stream()
                .filter(file -> !limits.isSmall(file.bytes()))
                .max(LARGEST_FIRST)
                .map(file -> {
                    Bin bin = new Bin();
                    bin.add(file);
                    return bin;
                });
    }

    private List<Bin> open(List<FileFacts> files) {
        SortedMap<Integer, List<FileFacts>> tiers = files.stream()
                .filter(file -> limits.isSmall(file.bytes()))
                .collect(Collectors.groupingBy(this::tier, TreeMap::new, Collectors.toList()));
        List<Bin> bins = new ArrayList<>();
        for (List<FileFacts> tier : tiers.values()) {
            if (tier.size() > limits.openFiles()) {
                bins.addAll(fill(tier));
            }
        }
        return bins;
    }

    /** So many files of a tier make one of the next. */
    private int tier(FileFacts file) {
        int tier = 0;
        for (long bytes = file.bytes(); bytes >= limits.openFiles(); bytes /= limits.openFiles()) {
            tier++;
        }
        return tier;
    }

    /** Bins of at least the target's size; only the last may have less. */
    private List<Bin> fill(List<FileFacts> files) {
        List<Bin> bins = new ArrayList<>();
        Bin bin = new Bin();
        for (FileFacts file : files.stream().sorted(LARGEST_FIRST).toList()) {
            bin.add(file);
            if (bin.bytes >= limits.targetBytes() || bin.files.size() == GROUP_FILES_MAX) {
                bins.add(bin);
                bin = new Bin();
            }
        }
        if (!bin.files.isEmpty()) {
            bins.add(bin);
        }
        return bins;
    }
}
