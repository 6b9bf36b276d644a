package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetFile;
import io.bytefreezer.lake.write.SchemaEvolution;
import io.bytefreezer.packer.spool.Batch;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
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

    private final Tools lake;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final PackCounts counts;
    private final SettledTables settled;

    /** A flusher that works with these; all of them stay the caller's to close. */
    public TableFlusher(
            Tools lake, TopicIds topicIds, DeadLetters deadLetters, PackCounts counts, SettledTables settled) {
        this.lake = lake;
        this.settled = settled;
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
    public record Tools(LakeCatalog catalog, Writer writer, DataFileStore store, Committer committer) {}

    /** Makes Parquet, as {@link io.bytefreezer.lake.write.ParquetWriter#write} does. */
    public interface Writer {
        /** Writes one file, or throws as the lake's writer does. */
        ParquetFile write(SpoolFile spool, List<Column> columns, Path target);
    }

    /** Commits, as {@link io.bytefreezer.lake.commit.TableCommitter#commit} does. */
    public interface Committer {
        /** Says what became of a batch. */
        CommitOutcome commit(Table table, Append append);
    }

    /**
     * Where a dataset's table stands now. A table that does not exist stands nowhere; it is made with its first rows.
     *
     * @throws RuntimeException as catalog, store or broker threw it when one of them is away
     */
    public TableStart look(DatasetRef dataset) {
        // The id first: what is read after it and still belongs to it at the commit is all from this topic.
        String topicId = topicIds.of(dataset);
        SettledTable wanted = settled.of(dataset);
        TableState state = lake.catalog()
                .load(id(dataset))
                .map(table -> state(table, dataset, wanted))
                .orElseGet(() -> new TableState(OptionalLong.empty(), List.of(), TableOffsets.none()));
        return new TableStart(topicId, state, wanted);
    }

    /**
     * Brings a batch into its table, and says where the table stands then. When somebody else was faster the batch is not
     * in the table, and the answer says where to go on. The batch's files are gone in any case.
     *
     * @throws UnwritableException when its rows do not become Parquet: it is not in the table
     * @throws RuntimeException when it is not known whether the batch is in the table, or something is away; a look at the
     *     table tells
     */
    public TableStart flush(DatasetRef dataset, TableStart start, Batch batch) {
        try {
            List<SpoolFile> spooled = batch.seal();
            Table table = lake.catalog().loadOrCreate(id(dataset));
            // A table that was there has it since the look; a new one gets it before its first files.
            settled.settle(dataset, table, start.settled());
            List<DataFile> files = upload(table, dataset, batch, spooled);
            prepare(dataset, start, batch, files);
            Append append = Append.of(start.topicId(), start.state().offsets().topicId(), batch.ranges(), files);
            settle(dataset, batch, files, lake.committer().commit(table, append));
            SettledTable wanted = settled.of(dataset);
            return new TableStart(start.topicId(), state(table, dataset, wanted), wanted);
        } finally {
            batch.discard();
        }
    }

    private TableState state(Table table, DatasetRef dataset, SettledTable wanted) {
        settled.settle(dataset, table, wanted);
        return TableState.read(table);
    }

    private List<DataFile> upload(Table table, DatasetRef dataset, Batch batch, List<SpoolFile> spooled) {
        List<Column> columns = switch (SchemaEvolution.ensure(table, columns(spooled))) {
            case SchemaEvolution.Outcome.Ready ready -> ready.columns();
            case SchemaEvolution.Outcome.Conflict conflict ->
                throw new PackException("another packer gave columns of " + dataset
                        + " other types, the batch is shaped again: " + conflict.columns());
        };
        List<DataFile> files = new ArrayList<>();
        try {
            for (SpoolFile spool : spooled) {
                Path target = batch.directory().resolve(spool.hour().getEpochSecond() + ".parquet");
                files.add(lake.store().upload(table, write(spool, columns, target)));
            }
        } catch (RuntimeException e) {
            takeBack(files);
            throw e;
        }
        return files;
    }

    private ParquetFile write(SpoolFile spool, List<Column> columns, Path target) {
        try {
            return lake.writer().write(spool, columns, target);
        } catch (RuntimeException e) {
            if (e instanceof LakeException known && known.kind() == LakeException.Kind.EXTERNAL) {
                throw e;
            }
            throw new UnwritableException(e);
        }
    }

    /** What must hold before the commit: the records are of the topic whose id it names, and the dead letters are durable. */
    private void prepare(DatasetRef dataset, TableStart start, Batch batch, List<DataFile> files) {
        try {
            String topicId = topicIds.of(dataset);
            if (!topicId.equals(start.topicId())) {
                throw new PackException("the processed topic of " + dataset
                        + " was deleted and created again while it was read; it is read from its beginning");
            }
            deadLetters.send(dataset, batch.rejects());
        } catch (RuntimeException e) {
            takeBack(files);
            throw e;
        }
    }

    /** Nobody knows these files yet, and nobody will. */
    private void takeBack(List<DataFile> files) {
        try {
            lake.store().delete(files);
        } catch (LakeException e) {
            LOG.warn("Files of a batch that is not committed stay behind as orphans: {}", e.getMessage());
        }
    }

    private void settle(DatasetRef dataset, Batch batch, List<DataFile> files, CommitOutcome outcome) {
        switch (outcome) {
            case CommitOutcome.Committed committed -> {
                long bytes = files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
                counts.committed(
                        dataset,
                        new PackCounts.Landed(
                                batch.facts().rows(),
                                batch.rejects().size(),
                                files.size(),
                                bytes,
                                batch.rescued(),
                                batch.oldest()));
                LOG.debug("{}: {} rows in snapshot {}", dataset, batch.facts().rows(), committed.snapshotId());
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

    private static List<SpoolColumn> columns(List<SpoolFile> spooled) {
        return spooled.isEmpty() ? List.of() : spooled.getFirst().columns();
    }

    private static TableId id(DatasetRef dataset) {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }
}
