package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts finished Parquet files where Iceberg's tables expect them, and takes back those no snapshot refers to. Thread-safe.
 */
public final class DataFileStore {

    private final S3Client s3;

    /** A store over the lake's client, which stays open. */
    public DataFileStore(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Uploads a file under a new name; the table knows nothing of it until it is committed.
     *
     * @throws LakeException of kind EXTERNAL if the store does not take it
     */
    public DataFile upload(Table table, ParquetFile file) {
        PartitionKey partition = new PartitionKey(table.spec(), table.schema());
        partition.set(0, (int) hoursSinceEpoch(file.hour()));
        S3Location target = S3Location.parse(
                table.locationProvider().newDataLocation(table.spec(), partition, UUID.randomUUID() + ".parquet"));
        try {
            s3.putObject(
                    request -> request.bucket(target.bucket()).key(target.key()), RequestBody.fromFile(file.path()));
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot upload " + target, e);
        }
        return DataFiles.builder(table.spec())
                .withPath(target.toString())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withPartition(partition)
                .withMetrics(file.metrics())
                .withSortOrder(table.sortOrder())
                .build();
    }

    /**
     * Deletes files that certainly are in no snapshot.
     *
     * @throws LakeException of kind EXTERNAL if the store refuses; what is left is an orphan, not a damage
     */
    public void delete(List<DataFile> files) {
        for (DataFile file : files) {
            S3Location location = S3Location.parse(file.location());
            try {
                s3.deleteObject(request -> request.bucket(location.bucket()).key(location.key()));
            } catch (SdkException e) {
                throw new LakeException(
                        LakeException.Kind.EXTERNAL, "cannot delete the uncommitted file " + location, e);
            }
        }
    }

    private static long hoursSinceEpoch(Instant hour) {
        return ChronoUnit.HOURS.between(Instant.EPOCH, hour);
    }
}
