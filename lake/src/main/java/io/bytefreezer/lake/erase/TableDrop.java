package io.bytefreezer.lake.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Drops a whole table with everything below its location. Stateless. */
public final class TableDrop {

    private TableDrop() {}

    /** When something was last committed to a table; empty where there is none, or nothing ever was. */
    public static Optional<Instant> lastChange(LakeCatalog catalog, TableId id) {
        return catalog.load(id)
                .map(Table::currentSnapshot)
                .map(Snapshot::timestampMillis)
                .map(Instant::ofEpochMilli);
    }

    /**
     * Takes a table out of the catalog, then deletes its objects. Doing it again deletes what a first time left.
     *
     * @return how many objects went
     * @throws LakeException of kind EXTERNAL when the store does not answer
     */
    public static long drop(LakeCatalog catalog, TableId id) {
        S3Location home = catalog.load(id)
                .map(table -> S3Location.parse(table.location()))
                .orElseGet(() -> catalog.location(id));
        catalog.drop(id);
        return delete(catalog.s3(), home);
    }

    private static long delete(S3Client s3, S3Location home) {
        long deleted = 0;
        try {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(home.bucket()).prefix(home.key() + "/"))
                    .contents()) {
                s3.deleteObject(request -> request.bucket(home.bucket()).key(object.key()));
                deleted++;
            }
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete all objects below " + home, e);
        }
        return deleted;
    }
}
