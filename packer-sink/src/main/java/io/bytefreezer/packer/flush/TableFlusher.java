package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.shape.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetFile;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.SchemaEvolution;
import io.bytefreezer.lake.write.SpoolFile;
import io.bytefreezer.packer.spool.Batch;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads where tables stand and brings batches into them. Belongs to one thread: DuckDB's session and Iceberg's tables are
 * used by nobody else.
 */
public final class TableFlusher {

    private static final Logger LOG = LoggerFactory.getLogger(TableFlusher.class);

    private final LakeCatalog catalog;
    private final ParquetWriter writer;
    private final DataFileStore store;
    private final TableCommitter committer;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final PackCounts counts;

    /** A flusher that works with these; all of them stay the caller's to close. */
    public TableFlusher(Tools tools, TopicIds topicIds, DeadLetters deadLetters, PackCounts counts) {
        this.catalog = tools.catalog();
        this.writer = tools.writer();
        this.store = tools.store();
        this.committer = tools.committer();
        this.topicIds = topicIds;
        this.deadLetters = deadLetters;
        this.counts = counts;
    }

    /**
     * What of the lake a flusher works with.
     *
     * @param catalog the lake's tables
     * @param writer makes Parquet
     * @param store uploads data files
     * @param committer commits them
     */
    public record Tools(LakeCatalog catalog, ParquetWriter writer, DataFileStore store, TableCommitter committer) {}

    /**
     * Where a dataset's table stands now. A table that does not exist stands nowhere; it is made with its first rows.
     *
     * @throws RuntimeException as catalog, store or broker threw it when one of them is away
     */
    public TableStart look(DatasetRef dataset) {
        String topicId = topicIds.of(dataset);
        TableState state = catalog.load(id(dataset))
                .map(TableState::read)
                .orElseGet(() -> new TableState(OptionalLong.empty(), List.of(), TableOffsets.none()));
        return new TableStart(topicId, state);
    }

    /**
     * Brings a batch into its table, and says where the table stands then. When somebody else was faster the batch is not
     * in the table, and the answer says where to go on. The batch's files are gone in any case.
     *
     * @throws RuntimeException when it is not known whether the batch is in the table, or something is away; a look at the
     *     table tells
     */
    public TableStart flush(DatasetRef dataset, TableStart start, Batch batch) {
        try {
            List<SpoolFile> spooled = batch.seal();
            deadLetters.flush(dataset);
            Table table = catalog.loadOrCreate(id(dataset));
            List<DataFile> files = switch (SchemaEvolution.ensure(table, columns(spooled))) {
                case SchemaEvolution.Outcome.Ready ready -> upload(table, spooled, ready.columns(), batch);
                case SchemaEvolution.Outcome.Conflict conflict ->
                    throw new PackException("another packer gave columns of " + dataset
                            + " other types, the batch is shaped again: " + conflict.columns());
            };
            Append append = Append.of(start.topicId(), start.state().offsets().topicId(), batch.ranges(), files);
            settle(dataset, batch, files.size(), committer.commit(table, append));
            return new TableStart(start.topicId(), TableState.read(table));
        } finally {
            batch.discard();
        }
    }

    private void settle(DatasetRef dataset, Batch batch, int files, CommitOutcome outcome) {
        switch (outcome) {
            case CommitOutcome.Committed committed -> {
                counts.committed(dataset, batch.rows(), files, batch.rescued());
                LOG.debug("{}: {} rows in snapshot {}", dataset, batch.rows(), committed.snapshotId());
            }
            case CommitOutcome.Refused refused -> {
                counts.refused(dataset);
                LOG.info(
                        "{}: another packer was faster, going on where the table stands: {}",
                        dataset,
                        refused.actual());
            }
            case CommitOutcome.Undecided undecided ->
                throw new PackException("commit to " + dataset, undecided.reason());
        }
    }

    private List<DataFile> upload(Table table, List<SpoolFile> spooled, List<Column> columns, Batch batch) {
        List<DataFile> files = new ArrayList<>();
        for (SpoolFile spool : spooled) {
            ParquetFile parquet = writer.write(
                    spool, columns, batch.directory().resolve(spool.hour().getEpochSecond() + ".parquet"));
            files.add(store.upload(table, parquet));
        }
        return files;
    }

    private static List<SpoolColumn> columns(List<SpoolFile> spooled) {
        return spooled.isEmpty() ? List.of() : spooled.getFirst().columns();
    }

    private static TableId id(DatasetRef dataset) {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }
}
