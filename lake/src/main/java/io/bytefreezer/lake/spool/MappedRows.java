package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.LakeException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows in memory, those of files among them. Thread-safe; nobody may read when it is closed. */
final class MappedRows implements AutoCloseable {

    private final RowSource source;
    private final TextWatch watch;
    private final List<MemorySegment> parts;
    private final Arena arena;

    private MappedRows(RowSource source, TextWatch watch, List<MemorySegment> parts, Arena arena) {
        this.source = source;
        this.watch = watch;
        this.parts = parts;
        this.arena = arena;
    }

    /**
     * Opens the files.
     *
     * @throws LakeException of kind EXTERNAL if one cannot be read
     */
    // The arena is closed with what is returned.
    @SuppressWarnings("MustBeClosedChecker")
    static MappedRows open(RowSource source, TextWatch watch) {
        Arena arena = Arena.ofShared();
        try {
            List<MemorySegment> parts = new ArrayList<>(source.memory());
            for (Path path : source.files()) {
                try (FileChannel channel = FileChannel.open(path)) {
                    parts.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
                }
            }
            return new MappedRows(source, watch, List.copyOf(parts), arena);
        } catch (IOException e) {
            arena.close();
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read spooled rows: " + e, e);
        }
    }

    RowSource source() {
        return source;
    }

    /** Who looks at what is read. */
    TextWatch watch() {
        return watch;
    }

    /** How many rows there are, about. */
    long count() {
        return switch (source) {
            case HotRows hot -> hot.count();
            case SpoolFile spool ->
                spool.index().rows()
                        + filesOf(spool).mapToLong(MemorySegment::byteSize).sum() / (2 * RowFormat.FIELDS);
        };
    }

    /** A new way through the rows. */
    RowCursor cursor() {
        return switch (source) {
            case HotRows hot -> new FileOrder(parts, hot.spans());
            case SpoolFile spool -> new KeyOrder(spool, parts);
        };
    }

    private Stream<MemorySegment> filesOf(SpoolFile spool) {
        return parts.stream().skip(spool.memory().size());
    }

    @Override
    public void close() {
        arena.close();
    }
}
