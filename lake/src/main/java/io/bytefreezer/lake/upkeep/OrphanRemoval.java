package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Deletes objects of a table that no snapshot refers to: what crashes and lost answers left behind. Stateless.
 *
 * <p>Only data files and manifests are looked at, only below the table's own {@code data/} and {@code metadata/}, and only those older than a safety age: younger ones may be of
 * a commit on its way. The objects are listed before the table is read, so that what is committed meanwhile is known.
 */
public final class OrphanRemoval {

    /** No commit, and no step of a replay, takes that long; nobody may ask for less. */
    public static final Duration SAFETY_AGE_MIN = Duration.ofHours(1);

    private OrphanRemoval() {}

    /**
     * What was removed.
     *
     * @param files objects
     * @param bytes their sizes
     */
    public record Removed(int files, long bytes) {}

    /**
     * Removes the orphans of a table.
     *
     * @param table the table; refreshed here
     * @param s3 the lake's client
     * @param now the present
     * @param safetyAge younger objects are never touched
     * @throws LakeException of kind EXTERNAL when the store does not answer, DATA when the table refers to files that are not in an S3 store
     * @throws IllegalArgumentException when the safety age is too short to be safe
     */
    public static Removed remove(Table table, S3Client s3, Instant now, Duration safetyAge) {
        if (safetyAge.compareTo(SAFETY_AGE_MIN) < 0) {
            throw new IllegalArgumentException("the safety age must be at least " + SAFETY_AGE_MIN);
        }
        S3Location home = S3Location.parse(table.location());
        Instant youngest = now.minus(safetyAge);
        List<S3Object> old = new ArrayList<>(old(s3, home, "/data/", ".parquet", youngest));
        old.addAll(old(s3, home, "/metadata/", ".avro", youngest));
        if (old.isEmpty()) {
            return new Removed(0, 0);
        }
        table.refresh();
        Set<String> known = known(table);
        List<S3Object> orphans = old.stream()
                .filter(object -> !known.contains(new S3Location(home.bucket(), object.key()).toString()))
                .toList();
        orphans.forEach(object -> delete(s3, new S3Location(home.bucket(), object.key())));
        return new Removed(
                orphans.size(), orphans.stream().mapToLong(S3Object::size).sum());
    }

    private static List<S3Object> old(S3Client s3, S3Location home, String below, String ending, Instant youngest) {
        String prefix = home.key() + below;
        try {
            return s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(home.bucket()).prefix(prefix))
                    .contents()
                    .stream()
                    .filter(object -> object.key().endsWith(ending)
                            && object.lastModified().isBefore(youngest))
                    .toList();
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot list " + home + below, e);
        }
    }

    private static void delete(S3Client s3, S3Location orphan) {
        try {
            s3.deleteObject(request -> request.bucket(orphan.bucket()).key(orphan.key()));
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete the orphan " + orphan, e);
        }
    }

    /** Addresses of all files that any snapshot needs. */
    private static Set<String> known(Table table) {
        Set<String> known = new HashSet<>();
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.manifestListLocation() != null) {
                known.add(normal(snapshot.manifestListLocation()));
            }
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    known.add(normal(manifest.path()));
                    addFiles(table, manifest, known);
                }
            }
        }
        return known;
    }

    private static void addFiles(Table table, ManifestFile manifest, Set<String> known) {
        try {
            if (manifest.content() == ManifestContent.DATA) {
                try (CloseableIterable<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
                    files.forEach(file -> known.add(normal(file.location())));
                }
            } else {
                try (CloseableIterable<DeleteFile> files =
                        ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
                    files.forEach(file -> known.add(normal(file.location())));
                }
            }
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read the manifest " + manifest.path(), e);
        }
    }

    /** An address in another form would make its object an orphan: such a table is refused. */
    private static String normal(String address) {
        return S3Location.parse(address).toString();
    }
}
