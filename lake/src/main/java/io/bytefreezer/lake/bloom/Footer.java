package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.parquet.LocalFooter;
import io.bytefreezer.lake.read.LakeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Reads the end of a Parquet file, and the headers of its Bloom filters. Stateless.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
final class Footer {

    /** The end of a file that is read at first: most footers fit. */
    static final int TAIL_BYTES = 16 * 1024;

    private static final int HEADER_BYTES_MAX = 64;

    private static final Set<ConvertedType> TEXTS = Set.of(ConvertedType.UTF8);
    private static final Set<ConvertedType> WHOLES = Set.of(ConvertedType.INT_32, ConvertedType.INT_64);

    private Footer() {}

    /** What the footer says; {@link FileIndex#UNKNOWN} of files that are not understood, which DuckDB may read all the same. */
    static FileIndex read(LakeFile file, ByteRanges ranges) {
        int tailLength = (int) Math.min(TAIL_BYTES, file.bytes());
        if (tailLength < LocalFooter.END_BYTES) {
            return FileIndex.UNKNOWN;
        }
        byte[] tail = ranges.read(file, file.bytes() - tailLength, tailLength);
        int end = tail.length - LocalFooter.END_BYTES;
        int length = LocalFooter.length(Arrays.copyOfRange(tail, end, tail.length));
        if (length <= 0 || length > file.bytes() - LocalFooter.END_BYTES) {
            return FileIndex.UNKNOWN;
        }
        byte[] footer = length <= end
                ? Arrays.copyOfRange(tail, end - length, end)
                : ranges.read(file, file.bytes() - LocalFooter.END_BYTES - length, length);
        try {
            return index(Util.readFileMetaData(new ByteArrayInputStream(footer)));
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.DATA, "the footer of " + file.location() + " is damaged", e);
        }
    }

    /** Where the bits of a filter are; nothing for kinds of filters that are not understood. */
    static Optional<ColumnFilter.Layout> layout(LakeFile file, ColumnFilter filter, ByteRanges ranges) {
        int length = (int) Math.min(HEADER_BYTES_MAX, file.bytes() - filter.offset());
        ByteArrayInputStream in = new ByteArrayInputStream(ranges.read(file, filter.offset(), length));
        try {
            BloomFilterHeader header = Util.readBloomFilterHeader(in);
            boolean isKnown = header.getAlgorithm().isSetBLOCK()
                    && header.getHash().isSetXXHASH()
                    && header.getCompression().isSetUNCOMPRESSED()
                    && header.getNumBytes() > 0
                    && header.getNumBytes() % BlockProbe.BLOCK_BYTES == 0;
            return isKnown
                    ? Optional.of(new ColumnFilter.Layout(length - in.available(), header.getNumBytes()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.DATA, "a Bloom filter of " + file.location() + " is damaged", e);
        }
    }

    private static FileIndex index(FileMetaData footer) {
        Map<String, SchemaElement> columns = new HashMap<>();
        Set<Integer> ids = new HashSet<>();
        List<SchemaElement> schema = footer.getSchema();
        for (int i = 1; i < schema.size(); i = after(schema, i)) {
            SchemaElement element = schema.get(i);
            if (!element.isSetField_id()) {
                return FileIndex.UNKNOWN;
            }
            columns.put(element.getName(), element);
            ids.add(element.getField_id());
        }
        List<Map<Integer, ColumnFilter>> groups = new ArrayList<>();
        for (RowGroup group : footer.getRow_groups()) {
            groups.add(filters(group, columns));
        }
        return new FileIndex(ids, groups);
    }

    /** The place of the next element that is no child of this one. */
    private static int after(List<SchemaElement> schema, int index) {
        int next = index + 1;
        for (int child = 0; child < schema.get(index).getNum_children(); child++) {
            next = after(schema, next);
        }
        return next;
    }

    private static Map<Integer, ColumnFilter> filters(RowGroup group, Map<String, SchemaElement> columns) {
        Map<Integer, ColumnFilter> filters = new HashMap<>();
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData meta = chunk.getMeta_data();
            if (meta == null
                    || !meta.isSetBloom_filter_offset()
                    || meta.getPath_in_schema().size() != 1) {
                continue;
            }
            SchemaElement element = columns.get(meta.getPath_in_schema().getFirst());
            if (element != null) {
                stored(element)
                        .ifPresent(kind -> filters.put(
                                element.getField_id(), new ColumnFilter(meta.getBloom_filter_offset(), kind)));
            }
        }
        return filters;
    }

    /** How a column's values are hashed, if it is of a kind that is looked up. */
    static Optional<ColumnFilter.Stored> stored(SchemaElement element) {
        // Whole numbers of the whole width need no other name, and many writers give them none.
        ConvertedType converted = element.isSetConverted_type() || element.isSetLogicalType()
                ? element.getConverted_type()
                : ConvertedType.INT_64;
        return converted == null ? Optional.empty() : stored(element, converted);
    }

    private static Optional<ColumnFilter.Stored> stored(SchemaElement element, ConvertedType converted) {
        return switch (element.getType()) {
            case BYTE_ARRAY -> TEXTS.contains(converted) ? Optional.of(ColumnFilter.Stored.TEXT) : Optional.empty();
            case INT32 -> WHOLES.contains(converted) ? Optional.of(ColumnFilter.Stored.INT32) : Optional.empty();
            case INT64 -> WHOLES.contains(converted) ? Optional.of(ColumnFilter.Stored.INT64) : Optional.empty();
            case BOOLEAN, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }
}
