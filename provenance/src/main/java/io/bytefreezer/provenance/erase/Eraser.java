package io.bytefreezer.provenance.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.erase.ErasedRow;
import io.bytefreezer.lake.erase.RowEraser;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawObjects;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases rows from the lake, and where that is asked for the raw records that they came from. */
public final class Eraser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    private final Topics topics;
    private final LakeCatalog catalog;
    private final RowEraser rows;
    private final RawObjects objects;
    private final Path directory;

    private Eraser(Topics topics, LakeCatalog catalog, RowEraser rows, RawObjects objects, Path directory) {
        this.topics = topics;
        this.catalog = catalog;
        this.rows = rows;
        this.objects = objects;
        this.directory = directory;
    }

    /**
     * Opens everything it works with.
     *
     * @param directory an empty directory for local files; the caller removes it
     * @throws LakeException when the catalog does not answer, or settings are wrong
     * @throws IllegalArgumentException when something needed is missing
     */
    public static Eraser open(ProvenanceConfig config, Path directory) {
        RawObjects objects = RawObjects.open(config.storage());
        LakeCatalog catalog = LakeCatalog.open(config.lake());
        return new Eraser(config.topics().topics(), catalog, new RowEraser(catalog, directory), objects, directory);
    }

    /**
     * What to erase.
     *
     * @param dataset of which dataset
     * @param condition rows for which this is true, in SQL as behind {@code WHERE}
     * @param reason why, for the record
     * @param raw whether the raw records go too
     * @param dryRun whether only to count
     */
    public record Request(DatasetRef dataset, String condition, String reason, boolean raw, boolean dryRun) {}

    /**
     * What was erased, or would be.
     *
     * @param rows rows of the lake
     * @param records raw records of objects
     * @param objects raw objects that were written anew
     * @param notes where it is recorded
     */
    public record Report(long rows, long records, int objects, List<String> notes) {

        /** Copies the list. */
        public Report {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Erases.
     *
     * @throws IllegalArgumentException when the condition is none of this table
     * @throws LakeException when there is no such table, or catalog, lake or disk do not answer
     * @throws io.bytefreezer.provenance.origin.OriginException when raw objects cannot be read or written
     */
    public Report erase(Request request) {
        DatasetRef dataset = request.dataset();
        TableId table = new TableId(dataset.tenant().value(), dataset.dataset().value());
        RowEraser.Report found = rows.erase(new RowEraser.Request(table, request.condition(), request.reason(), true));
        if (request.dryRun()) {
            return new Report(found.rows().size(), 0, 0, List.of());
        }
        // Raw records first: if that fails, the rows are still there to be found again.
        Rewritten raw = request.raw() ? rewrite(dataset, found.rows()) : new Rewritten(0, 0);
        RowEraser.Report erased =
                rows.erase(new RowEraser.Request(table, request.condition(), request.reason(), false));
        Set<ErasedRow> later = new HashSet<>(erased.rows());
        found.rows().forEach(later::remove);
        Rewritten more = request.raw() ? rewrite(dataset, later) : new Rewritten(0, 0);
        return new Report(
                erased.rows().size(),
                raw.records() + more.records(),
                raw.objects() + more.objects(),
                erased.records().stream().map(Object::toString).toList());
    }

    @Override
    public void close() {
        rows.close();
        objects.close();
        catalog.close();
    }

    private record Rewritten(long records, int objects) {}

    private Rewritten rewrite(DatasetRef dataset, Collection<ErasedRow> found) {
        if (found.isEmpty()) {
            return new Rewritten(0, 0);
        }
        Map<Integer, TreeSet<Long>> offsets = found.stream()
                .collect(Collectors.groupingBy(
                        ErasedRow::partition,
                        Collectors.mapping(ErasedRow::offset, Collectors.toCollection(TreeSet::new))));
        long records = 0;
        Set<String> written = new HashSet<>();
        for (Map.Entry<Integer, List<RawObject>> chain :
                objects.list(dataset, topics.raw(dataset)).entrySet()) {
            TreeSet<Long> gone = offsets.getOrDefault(chain.getKey(), new TreeSet<>());
            for (RawObject object : chain.getValue()) {
                Long next = gone.ceiling(object.range().from());
                if (next != null && next < object.range().until()) {
                    records += without(object, gone);
                    written.add(object.key().path());
                }
            }
        }
        return new Rewritten(records, written.size());
    }

    private long without(RawObject object, Set<Long> gone) {
        Path file = directory.resolve(UUID.randomUUID() + ".avro");
        try {
            return objects.without(object, gone::contains, file);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The copy {} of a raw object cannot be deleted; delete it by hand: it holds erased rows", file, e);
        }
    }
}
