package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.filter.Needle;
import io.bytefreezer.lake.read.LakeFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Leaves out files of which Bloom filters tell that they hold none of the values looked for. Thread-safe.
 *
 * <p>Of a filter only its header and the blocks of the values are read. What footers say is kept, up to a limit.
 */
public final class BloomPruner {

    private static final int FILES_AT_ONCE_MAX = 16;
    /** A file that is no larger is read as a whole: asking about it would cost as much. */
    private static final long SMALL_FILE_BYTES = 4L * Footer.TAIL_BYTES;
    /** Columns and filters of all footers that are kept. */
    private static final int KEPT_MAX = 500_000;

    private final ByteRanges ranges;
    private final Semaphore places = new Semaphore(FILES_AT_ONCE_MAX);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** By the files' locations, in the order of last use; guarded by itself. */
    private final Map<String, FileIndex> kept = new LinkedHashMap<>(16, 0.75f, true);

    private int keptSize;

    /** A pruner that reads files so. */
    public BloomPruner(ByteRanges ranges) {
        this.ranges = ranges;
    }

    /**
     * The files that may hold rows with a value of each needle, in their order.
     *
     * @throws LakeException of kind EXTERNAL if the store does not answer, DATA if a file is damaged
     */
    public List<LakeFile> prune(List<LakeFile> files, List<Needle> needles) {
        if (needles.isEmpty()) {
            return files;
        }
        List<Future<Boolean>> answers = new ArrayList<>();
        for (LakeFile file : files) {
            answers.add(threads.submit(() -> file.bytes() <= SMALL_FILE_BYTES || asked(file, needles)));
        }
        List<LakeFile> left = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (answer(answers.get(i))) {
                left.add(files.get(i));
            }
        }
        return List.copyOf(left);
    }

    private static boolean answer(Future<Boolean> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LakeException known
                    ? known
                    : new LakeException(LakeException.Kind.INTERNAL, "cannot look into Bloom filters", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LakeException(LakeException.Kind.EXTERNAL, "interrupted while reading Bloom filters", e);
        }
    }

    private boolean asked(LakeFile file, List<Needle> needles) {
        places.acquireUninterruptibly();
        try {
            return mayHold(file, index(file), needles);
        } finally {
            places.release();
        }
    }

    private boolean mayHold(LakeFile file, FileIndex index, List<Needle> needles) {
        if (index.fieldIds().isEmpty()) {
            return true;
        }
        // A column that a file does not have is null in all its rows.
        return needles.stream().allMatch(needle -> index.fieldIds().contains(needle.fieldId()))
                && index.rowGroups().stream()
                        .anyMatch(group -> needles.stream().allMatch(needle -> mayHold(file, group, needle)));
    }

    private boolean mayHold(LakeFile file, Map<Integer, ColumnFilter> group, Needle needle) {
        ColumnFilter filter = group.get(needle.fieldId());
        if (filter == null) {
            return true;
        }
        Optional<ColumnFilter.Layout> layout = layout(file, filter);
        return layout.isEmpty()
                || needle.values().stream().anyMatch(value -> mayHold(file, filter, layout.get(), value));
    }

    private boolean mayHold(LakeFile file, ColumnFilter filter, ColumnFilter.Layout layout, Object value) {
        if (!filter.understands(value)) {
            return true;
        }
        Optional<byte[]> bytes = filter.bytes(value);
        if (bytes.isEmpty()) {
            return false;
        }
        long hash = XxHash64.hash(bytes.get());
        long block = filter.offset() + layout.headerBytes() + BlockProbe.blockOffset(hash, layout.filterBytes());
        return BlockProbe.mayHold(ranges.read(file, block, BlockProbe.BLOCK_BYTES), hash);
    }

    private Optional<ColumnFilter.Layout> layout(LakeFile file, ColumnFilter filter) {
        if (filter.layout().isEmpty()) {
            Footer.layout(file, filter, ranges).ifPresent(filter::keep);
        }
        return filter.layout();
    }

    private FileIndex index(LakeFile file) {
        String location = file.location().toString();
        synchronized (kept) {
            FileIndex known = kept.get(location);
            if (known != null) {
                return known;
            }
        }
        FileIndex read = Footer.read(file, ranges);
        synchronized (kept) {
            if (kept.putIfAbsent(location, read) == null) {
                keptSize += read.size();
            }
            shrink();
        }
        return read;
    }

    private void shrink() {
        Iterator<FileIndex> oldestFirst = kept.values().iterator();
        while (keptSize > KEPT_MAX && oldestFirst.hasNext()) {
            keptSize -= oldestFirst.next().size();
            oldestFirst.remove();
        }
    }
}
