package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.spool.TextWatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the texts that went into a file, taken on their way there, so that the file need not be read again for its filters. For one thread at a time.
 */
public final class ColumnHashes implements TextWatch {

    private static final int INITIAL_SIZE = 1 << 12;

    private final List<String> columns;
    private final List<Hashes> hashes;

    /** For columns that are looked up by. */
    public ColumnHashes(List<String> columns) {
        this.columns = List.copyOf(columns);
        this.hashes = columns.stream().map(column -> new Hashes()).toList();
    }

    /** One column's; what has no text has a hash too, which lets a filter say "perhaps" of one text more. */
    private static final class Hashes {
        private long[] values = new long[INITIAL_SIZE];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void begin() {
        hashes.forEach(column -> column.count = 0);
    }

    @Override
    public void text(int column, byte @Nullable [] utf8) {
        hashes.get(column).add(utf8 == null ? 0 : XxHash64.hash(utf8));
    }

    /** Whether all rows of a file were seen with these columns. */
    boolean knows(List<String> wanted, long rows) {
        return columns.containsAll(wanted)
                && wanted.stream().allMatch(column -> hashes.get(columns.indexOf(column)).count == rows);
    }

    /** Hands over the hashes of each row. */
    void read(List<String> wanted, NewFilters filters) {
        List<Hashes> read =
                wanted.stream().map(name -> hashes.get(columns.indexOf(name))).toList();
        long[] row = new long[read.size()];
        for (int i = 0; i < read.getFirst().count; i++) {
            for (int column = 0; column < row.length; column++) {
                row[column] = read.get(column).values[i];
            }
            filters.hashed(row);
        }
    }
}
