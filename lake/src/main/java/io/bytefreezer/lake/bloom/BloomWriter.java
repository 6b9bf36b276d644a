package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.parquet.LocalFooter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;
import org.jspecify.annotations.Nullable;

/**
 * Adds Bloom filters to a local Parquet file, between its last row group and its footer. DuckDB writes them for columns with few different values alone, whereas what is
 * looked up is different in each row. Stateless.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">Parquet Bloom Filter</a>
 */
public final class BloomWriter {

    private BloomWriter() {}

    /** Reads values of a file. */
    @FunctionalInterface
    public interface Values {

        /** Hands all rows of some columns to the sink, in the order of the file. */
        void read(List<String> columns, Sink sink);
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface Sink {

        /** The next row: texts and whole numbers, or null; the array is used again. */
        void row(@Nullable Object[] values);
    }

    /**
     * Adds filters to those of the columns that are in the file and have none yet.
     *
     * @param file the file, which is not read by anybody else now
     * @param columns names of columns
     * @param seen hashes of what went into the file, of some columns or none
     * @param values reads the file's values, if those hashes do not suffice
     * @return the file's size after that
     * @throws LakeException of kind EXTERNAL if the disk does not take them, INTERNAL if other rows are read than the file has
     */
    public static long add(Path file, List<String> columns, ColumnHashes seen, Values values) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            LocalFooter footer = LocalFooter.read(channel);
            NewFilters filters = NewFilters.of(footer.metadata(), columns);
            if (filters.columns().isEmpty()) {
                return channel.size();
            }
            if (filters.areTexts()
                    && seen.knows(filters.columns(), footer.metadata().getNum_rows())) {
                seen.read(filters.columns(), filters);
            } else {
                values.read(filters.columns(), filters::row);
            }
            filters.check();
            channel.position(footer.offset());
            for (NewFilters.Made made : filters.made()) {
                append(channel, made);
            }
            LocalFooter.write(channel, footer.metadata());
            return channel.size();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot add Bloom filters to " + file, e);
        }
    }

    private static void append(FileChannel channel, NewFilters.Made made) throws IOException {
        long offset = channel.position();
        byte[] bits = made.bits().bytes();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Util.writeBloomFilterHeader(
                new BloomFilterHeader(
                        bits.length,
                        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                        BloomFilterHash.XXHASH(new XxHash()),
                        BloomFilterCompression.UNCOMPRESSED(new Uncompressed())),
                header);
        LocalFooter.write(channel, header.toByteArray());
        LocalFooter.write(channel, bits);
        ColumnMetaData column = made.column();
        column.setBloom_filter_offset(offset);
        column.setBloom_filter_length((int) (channel.position() - offset));
    }
}
