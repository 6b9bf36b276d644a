package io.bytefreezer.system.check;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.ledger.Comparison;
import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.ledger.Sightings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** Compares what was sent with what every stage of the pipeline holds. Stateless. */
public final class Check {

    private Check() {}

    /**
     * What the check found.
     *
     * @param verdicts one for each stage, in the order of an event's way
     * @param lettersByError dead letters, by their error's code
     * @param repeatedLetters dead letters that the packer sent more than once, which it may
     */
    public record Result(List<Comparison.Verdict> verdicts, Map<String, Integer> lettersByError, int repeatedLetters) {

        /** Copies the collections. */
        public Result {
            verdicts = List.copyOf(verdicts);
            lettersByError = Map.copyOf(lettersByError);
        }
    }

    /**
     * Reads everything and compares it.
     *
     * @param ledger what was sent
     * @param removed what processed topics held that were deleted
     * @param directory an empty directory for files of the lake
     */
    public static Result run(
            Places places, Collection<DatasetRef> datasets, Ledger ledger, List<Sightings> removed, Path directory) {
        Map<Integer, Entry> sent = ledger.entries();
        RawTopics raw = RawTopics.read(places.bootstrapServers(), datasets, sent);
        ProcessedTopics processed = ProcessedTopics.read(places.bootstrapServers(), datasets);
        Sightings objects;
        try (S3Client store = places.store()) {
            objects = RawObjects.read(store, datasets, raw);
        }
        Sightings rows;
        try (LakeCatalog catalog = LakeCatalog.open(places.lake())) {
            rows = LakeRows.read(catalog, datasets, directory);
        }
        Sightings behindPiper = processed.behindPiper();
        List<Sightings> everProcessed = new ArrayList<>(removed);
        everProcessed.add(behindPiper);
        Sightings ever = Comparison.together(behindPiper.stage(), everProcessed);
        List<Entry> intoRaw = sent.values().stream()
                .filter(entry -> entry.way() != Entry.Way.PROCESSED_TOPIC)
                .toList();
        List<Entry> intoProcessed = sent.values().stream()
                .filter(entry -> entry.way() == Entry.Way.PROCESSED_TOPIC)
                .toList();
        return new Result(
                List.of(
                        Comparison.entering(intoRaw, raw.sightings()),
                        Comparison.following(raw.sightings(), List.of(), objects),
                        Comparison.following(raw.sightings(), intoProcessed, ever),
                        Comparison.following(
                                raw.sightings().without(ledger.expiring()),
                                intoProcessed,
                                processed.behindPacker(rows))),
                processed.lettersByError(),
                processed.repeatedLetters());
    }

    /** What the processed topic of a dataset holds now, before it is deleted. */
    public static Sightings processed(Places places, DatasetRef dataset) {
        return ProcessedTopics.read(places.bootstrapServers(), List.of(dataset)).records();
    }
}
