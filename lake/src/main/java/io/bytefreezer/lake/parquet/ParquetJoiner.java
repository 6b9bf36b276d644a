package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.LakeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * Makes one Parquet file of the row groups of others, byte for byte, one after the other. So a file can be made piece by piece in a memory that would not hold it. For one
 * thread.
 */
public final class ParquetJoiner implements AutoCloseable {

    private final Path target;
    private final FileChannel out;
    private @Nullable FileMetaData joined;

    private ParquetJoiner(Path target, FileChannel out) {
        this.target = target;
        this.out = out;
    }

    /**
     * Begins a file.
     *
     * @param target the file, which is written anew
     * @throws LakeException of kind EXTERNAL if the disk does not take it
     */
    public static ParquetJoiner create(Path target) {
        try {
            return new ParquetJoiner(
                    target,
                    FileChannel.open(
                            target,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    /**
     * Adds all row groups of a file.
     *
     * @throws LakeException of kind INTERNAL if it has other columns than those before, EXTERNAL if the disk fails
     */
    public void append(Path part) {
        try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
            LocalFooter footer = LocalFooter.read(in);
            if (joined == null) {
                LocalFooter.write(out, LocalFooter.magic());
            }
            long shift = out.position() - LocalFooter.magic().length;
            copy(in, LocalFooter.magic().length, footer.offset());
            add(part, footer.metadata(), shift);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot add " + part + " to " + target, e);
        }
    }

    /**
     * Ends the file, to which something was added.
     *
     * @return its size
     * @throws LakeException of kind EXTERNAL if the disk does not take it
     */
    public long finish() {
        if (joined == null) {
            throw new IllegalStateException("nothing was added to " + target);
        }
        try {
            LocalFooter.write(out, joined);
            return out.position();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + target, e);
        }
    }

    private void copy(FileChannel in, long from, long until) throws IOException {
        long offset = from;
        while (offset < until) {
            long copied = in.transferTo(offset, until - offset, out);
            if (copied <= 0) {
                throw new IOException("it ends early");
            }
            offset += copied;
        }
    }

    private void add(Path part, FileMetaData metadata, long shift) {
        metadata.getRow_groups().forEach(group -> move(group, shift));
        FileMetaData before = joined;
        if (before == null) {
            joined = metadata;
        } else if (before.getSchema().equals(metadata.getSchema())) {
            before.getRow_groups().addAll(metadata.getRow_groups());
            before.setNum_rows(before.getNum_rows() + metadata.getNum_rows());
        } else {
            throw new LakeException(
                    LakeException.Kind.INTERNAL, part + " has other columns than what " + target + " has so far");
        }
    }

    private static void move(RowGroup group, long shift) {
        // It is optional, and would have to be counted anew.
        group.unsetOrdinal();
        if (group.isSetFile_offset()) {
            group.setFile_offset(group.getFile_offset() + shift);
        }
        group.getColumns().forEach(chunk -> move(chunk, shift));
    }

    private static void move(ColumnChunk chunk, long shift) {
        // Zero by most writers: nothing is there.
        if (chunk.getFile_offset() > 0) {
            chunk.setFile_offset(chunk.getFile_offset() + shift);
        }
        if (chunk.isSetOffset_index_offset()) {
            chunk.setOffset_index_offset(chunk.getOffset_index_offset() + shift);
        }
        if (chunk.isSetColumn_index_offset()) {
            chunk.setColumn_index_offset(chunk.getColumn_index_offset() + shift);
        }
        move(chunk.getMeta_data(), shift);
    }

    private static void move(ColumnMetaData column, long shift) {
        column.setData_page_offset(column.getData_page_offset() + shift);
        if (column.getDictionary_page_offset() > 0) {
            column.setDictionary_page_offset(column.getDictionary_page_offset() + shift);
        }
        if (column.getIndex_page_offset() > 0) {
            column.setIndex_page_offset(column.getIndex_page_offset() + shift);
        }
        if (column.isSetBloom_filter_offset()) {
            column.setBloom_filter_offset(column.getBloom_filter_offset() + shift);
        }
    }
}
