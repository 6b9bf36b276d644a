package io.bytefreezer.lake.write;

import io.bytefreezer.lake.parquet.FlatParquetFile;
import io.bytefreezer.lake.spool.FieldSink;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.spool.SpooledRows;
import io.bytefreezer.lake.spool.TextWatch;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.Metrics;
import org.jspecify.annotations.Nullable;

/** Writes spooled rows whose values are those of the columns already: without SQL, and so in half the time. For one file. */
final class SpoolWriter {

    private final List<Column> columns;
    private final TextWatch watch;
    private final SpoolColumns places;

    SpoolWriter(List<Column> columns, TextWatch watch, SpoolColumns places) {
        this.columns = columns;
        this.watch = watch;
        this.places = places;
    }

    /**
     * Writes the file.
     *
     * @throws io.bytefreezer.lake.LakeException of kind EXTERNAL if the disk does not take it
     */
    ParquetFile write(SpoolFile spool, Path target) {
        try (SpooledRows rows = SpooledRows.open(spool);
                FlatParquetFile file = FlatParquetFile.create(target, columns, DataFileShape.SHAPE)) {
            Cells cells = new Cells(file);
            int eventTime = places.ofHead(TableLayout.EVENT_TIME);
            int receivedAt = places.ofHead(TableLayout.RECEIVED_AT);
            int rawPartition = places.ofHead(TableLayout.RAW_PARTITION);
            int rawOffset = places.ofHead(TableLayout.RAW_OFFSET);
            watch.begin();
            while (rows.next()) {
                file.wholeNumber(eventTime, rows.eventTime());
                file.wholeNumber(receivedAt, rows.receivedAt());
                file.smallNumber(rawPartition, rows.rawPartition());
                file.wholeNumber(rawOffset, rows.rawOffset());
                rows.fields(cells);
                cells.show();
                file.endRow(rows.length());
            }
            long bytes = file.finish();
            return new ParquetFile(target, bytes, spool.hour(), metrics(file));
        }
    }

    private Metrics metrics(FlatParquetFile file) {
        FileMetrics metrics = new FileMetrics(file.rows());
        List<FlatParquetFile.Content> contents = file.contents();
        for (int i = 0; i < columns.size(); i++) {
            FlatParquetFile.Content content = contents.get(i);
            boolean hasBounds = content.min() != null || content.nulls() == file.rows();
            Long nans = columns.get(i).type() == ColumnType.DOUBLE && hasBounds ? 0L : null;
            metrics.add(
                    columns.get(i),
                    new FileMetrics.Counts(content.bytes(), content.nulls(), nans),
                    content.min(),
                    content.max());
        }
        return metrics.metrics();
    }

    /** Puts each field of a row into its column. */
    private final class Cells implements FieldSink {

        private static final int NONE = -1;

        private final FlatParquetFile file;
        private final int[] byField;
        private final int[] watched;
        private final List<Boolean> shown;
        private final byte[] @Nullable [] seen = new byte[watch.columns().size()][];

        Cells(FlatParquetFile file) {
            this.file = file;
            this.byField = new int[places.lastField() + 1];
            Arrays.setAll(byField, field -> places.ofField(field).orElse(NONE));
            this.watched = columns.stream()
                    .mapToInt(column -> watch.columns().indexOf(column.name()))
                    .toArray();
            this.shown = watch.columns().stream()
                    .map(name -> columns.stream()
                            .anyMatch(column -> column.name().equals(name) && column.type() == ColumnType.STRING))
                    .toList();
        }

        @Override
        public void text(int field, byte[] bytes, int at, int length) {
            int column = byField[field];
            file.text(column, bytes, at, length);
            if (watched[column] >= 0) {
                seen[watched[column]] = Arrays.copyOfRange(bytes, at, at + length);
            }
        }

        @Override
        public void wholeNumber(int field, long value) {
            file.wholeNumber(byField[field], value);
        }

        @Override
        public void smallNumber(int field, int value) {
            file.smallNumber(byField[field], value);
        }

        @Override
        public void floatingNumber(int field, double value) {
            file.floatingNumber(byField[field], value);
        }

        @Override
        public void flag(int field, boolean value) {
            file.flag(byField[field], value);
        }

        /** Shows the row's texts to who looks at them. */
        void show() {
            for (int i = 0; i < seen.length; i++) {
                if (shown.get(i)) {
                    watch.text(i, seen[i]);
                    seen[i] = null;
                }
            }
        }
    }
}
