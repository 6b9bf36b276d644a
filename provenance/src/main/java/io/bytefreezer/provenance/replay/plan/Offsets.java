package io.bytefreezer.provenance.replay.plan;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Offsets of one partition.
 *
 * @param ranges in order; none is empty, and none touches the next
 */
public record Offsets(List<OffsetRange> ranges) {

    /** No offset. */
    public static final Offsets NONE = new Offsets(List.of());

    private static final int DIGEST_BYTES = 8;

    /** Copies the list. */
    public Offsets {
        ranges = List.copyOf(ranges);
    }

    /** The offsets of these ranges, in whatever order they are. */
    public static Offsets of(List<OffsetRange> any) {
        List<OffsetRange> sorted = any.stream()
                .filter(range -> !range.isEmpty())
                .sorted(Comparator.comparingLong(OffsetRange::from))
                .toList();
        return new Offsets(merged(sorted, 0));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * From the first until after the last.
     *
     * @throws java.util.NoSuchElementException when there is none
     */
    public OffsetRange hull() {
        return new OffsetRange(ranges.getFirst().from(), ranges.getLast().until());
    }

    /** Whether it is one of them. */
    public boolean contains(long offset) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            OffsetRange range = ranges.get(middle);
            if (range.contains(offset)) {
                return true;
            }
            if (offset < range.from()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    /** Those in a range. */
    public Offsets meet(OffsetRange range) {
        return of(ranges.stream().map(each -> each.meet(range)).toList());
    }

    /** Those that the other does not have. */
    public Offsets minus(Offsets other) {
        List<OffsetRange> left = new ArrayList<>();
        for (OffsetRange range : ranges) {
            long from = range.from();
            for (OffsetRange gone : other.meet(range).ranges()) {
                left.add(new OffsetRange(from, gone.from()));
                from = gone.until();
            }
            left.add(new OffsetRange(from, range.until()));
        }
        return of(left);
    }

    /** Ranges that hold all of them, joined over gaps that are quicker read than skipped. */
    public List<OffsetRange> readable(long gapMax) {
        return merged(ranges, gapMax);
    }

    /** How many there are. */
    public long count() {
        return ranges.stream().mapToLong(OffsetRange::length).sum();
    }

    /** The same for the same offsets, and for others most certainly another. */
    public String digest() {
        String text =
                ranges.stream().map(range -> range.from() + "-" + range.until()).collect(Collectors.joining(","));
        return digest(text);
    }

    /** A short name for a text. */
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<OffsetRange> merged(List<OffsetRange> sorted, long gapMax) {
        List<OffsetRange> merged = new ArrayList<>();
        for (OffsetRange range : sorted) {
            if (!merged.isEmpty() && range.from() - merged.getLast().until() <= gapMax) {
                OffsetRange last = merged.removeLast();
                merged.add(new OffsetRange(last.from(), Math.max(last.until(), range.until())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
