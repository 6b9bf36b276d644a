package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.spool.HotRows.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The rows of some offsets, file after file as they were written. For one thread. */
final class FileOrder implements RowCursor {

    private final List<MemorySegment> files;
    private final Span[] spans;
    private int index;
    private MemorySegment file;
    private long position;
    private long after;

    /** Before the first row of one file at least. */
    FileOrder(List<MemorySegment> files, List<Span> spans) {
        this.files = files;
        this.spans = spans.toArray(Span[]::new);
        this.file = files.getFirst();
    }

    @Override
    public boolean next() {
        while (true) {
            while (after >= file.byteSize()) {
                if (index + 1 == files.size()) {
                    return false;
                }
                index++;
                file = files.get(index);
                after = 0;
            }
            position = after;
            after += RowFormat.LENGTH_BYTES + file.get(RowFormat.INTS, position);
            if (isWanted()) {
                return true;
            }
        }
    }

    @Override
    public MemorySegment file() {
        return file;
    }

    @Override
    public long position() {
        return position;
    }

    private boolean isWanted() {
        int partition = file.get(RowFormat.INTS, position + RowFormat.PARTITION);
        long offset = file.get(RowFormat.LONGS, position + RowFormat.OFFSET);
        for (Span span : spans) {
            if (span.has(partition, offset)) {
                return true;
            }
        }
        return false;
    }
}
