package io.bytefreezer.query;

import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.SchemaEvolution;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Table;

/** Fills tables as a packer does: one file for each call. */
final class LakeWriter implements AutoCloseable {

    static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");

    private final Path directory;
    private final LakeCatalog catalog;
    private final ParquetWriter writer;

    LakeWriter(LakeSettings settings, Path directory) {
        this.directory = directory;
        this.catalog = LakeCatalog.open(settings);
        this.writer = ParquetWriter.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")));
    }

    /** Appends events, a second apart. */
    void append(String tenant, String dataset, List<String> bodies) {
        append(tenant, dataset, bodies, TableOffsets.none());
    }

    /** Appends events that a topic held up to these offsets. */
    void append(String tenant, String dataset, List<String> bodies, TableOffsets offsets) {
        Table table = catalog.loadOrCreate(new TableId(tenant, dataset));
        RowShaper shaper = new RowShaper(TableState.read(table).bodyColumns(), 1_000);
        Path spool = directory.resolve(UUID.randomUUID() + ".rows");
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (int i = 0; i < bodies.size(); i++) {
                Instant time = HOUR.plusMillis(i * 10L);
                SystemValues system = new SystemValues(time, time.plusMillis(1), "id-" + i, 0, i);
                ShapedRow row = shaper.shape(system, bodies.get(i).getBytes(StandardCharsets.UTF_8));
                row.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commit(table, new SpoolFile(spool, HOUR, shaper.columns()), offsets);
    }

    private void commit(Table table, SpoolFile spool, TableOffsets offsets) {
        SchemaEvolution.Outcome outcome = SchemaEvolution.ensure(table, spool.columns());
        List<io.bytefreezer.lake.table.Column> columns = ((SchemaEvolution.Outcome.Ready) outcome).columns();
        Path parquet = directory.resolve(UUID.randomUUID() + ".parquet");
        table.newAppend()
                .appendFile(new DataFileStore(catalog.s3()).upload(table, writer.write(spool, columns, parquet)))
                .set(OffsetHistory.PROPERTY, offsets.toJson())
                .commit();
    }

    @Override
    public void close() {
        writer.close();
        catalog.close();
    }
}
