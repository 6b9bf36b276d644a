package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.LakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/** The filters of a file's row groups, filled row by row. Not thread-safe. */
final class NewFilters {

    private final List<String> columns;
    private final List<ColumnFilter.Stored> kinds;
    private final List<Group> groups;
    private int group;
    private long rowsInGroup;

    private NewFilters(List<String> columns, List<ColumnFilter.Stored> kinds, List<Group> groups) {
        this.columns = columns;
        this.kinds = kinds;
        this.groups = groups;
    }

    /**
     * A filter and its place in the footer.
     *
     * @param column what the footer says of the column's part of a row group
     * @param bits the filter
     */
    record Made(ColumnMetaData column, BloomBits bits) {}

    private record Group(long rows, List<@Nullable Made> filters) {}

    /** Empty filters for those of the columns that are in the file, of a kind that is looked up, and without a filter in some row group. */
    static NewFilters of(FileMetaData footer, List<String> wanted) {
        List<String> columns = new ArrayList<>();
        List<ColumnFilter.Stored> kinds = new ArrayList<>();
        for (SchemaElement element : footer.getSchema()) {
            Optional<ColumnFilter.Stored> kind = element.isSetType() ? Footer.stored(element) : Optional.empty();
            if (kind.isPresent() && wanted.contains(element.getName()) && lacks(footer, element.getName())) {
                columns.add(element.getName());
                kinds.add(kind.get());
            }
        }
        List<Group> groups = new ArrayList<>();
        for (RowGroup rowGroup : footer.getRow_groups()) {
            List<@Nullable Made> made = new ArrayList<>();
            for (String column : columns) {
                made.add(find(rowGroup, column)
                        .map(meta -> new Made(meta, new BloomBits(rowGroup.getNum_rows())))
                        .orElse(null));
            }
            groups.add(new Group(rowGroup.getNum_rows(), made));
        }
        return new NewFilters(columns, kinds, groups);
    }

    /** Columns that get filters. */
    List<String> columns() {
        return columns;
    }

    /** Whether all columns hold texts. */
    boolean areTexts() {
        return kinds.stream().allMatch(kind -> kind == ColumnFilter.Stored.TEXT);
    }

    /** Adds the hashes of the next row's values. */
    void hashed(long[] hashes) {
        goToRow();
        for (int i = 0; i < hashes.length; i++) {
            Made made = groups.get(group).filters().get(i);
            if (made != null) {
                made.bits().add(hashes[i]);
            }
        }
        rowsInGroup++;
    }

    /** Adds the values of the next row. */
    void row(@Nullable Object[] values) {
        goToRow();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            Made made = groups.get(group).filters().get(i);
            if (value != null && made != null) {
                Object plain = value instanceof Integer number ? Long.valueOf(number) : value;
                kinds.get(i).bytes(plain).ifPresent(bytes -> made.bits().add(XxHash64.hash(bytes)));
            }
        }
        rowsInGroup++;
    }

    private void goToRow() {
        while (group < groups.size() && rowsInGroup == groups.get(group).rows()) {
            group++;
            rowsInGroup = 0;
        }
        if (group == groups.size()) {
            throw more();
        }
    }

    /**
     * Makes sure that every row was added.
     *
     * @throws LakeException of kind INTERNAL if not
     */
    void check() {
        boolean isLast = group >= groups.size() - 1;
        if (!isLast || (!groups.isEmpty() && rowsInGroup != groups.getLast().rows())) {
            throw more();
        }
    }

    /** The filters, in the order in which they are written. */
    List<Made> made() {
        List<Made> all = new ArrayList<>();
        for (Group one : groups) {
            one.filters().stream().filter(made -> made != null).forEach(all::add);
        }
        return all;
    }

    private static LakeException more() {
        return new LakeException(
                LakeException.Kind.INTERNAL, "a file has other rows than its footer says; no filter is made");
    }

    private static boolean lacks(FileMetaData footer, String column) {
        return footer.getRow_groups().stream()
                .anyMatch(group -> find(group, column).isPresent());
    }

    private static Optional<ColumnMetaData> find(RowGroup group, String column) {
        return group.getColumns().stream()
                .map(ColumnChunk::getMeta_data)
                .filter(meta -> meta.getPath_in_schema().equals(List.of(column)) && !meta.isSetBloom_filter_offset())
                .findFirst();
    }
}
