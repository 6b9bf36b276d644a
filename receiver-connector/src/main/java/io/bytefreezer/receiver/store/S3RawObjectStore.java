package io.bytefreezer.receiver.store;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Raw objects in a bucket of S3 or of a store that speaks its protocol. Safe for use by many threads. */
public final class S3RawObjectStore implements RawObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3RawObjectStore.class);

    /** Of silence: an upload that moves may take as long as it takes. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final S3Client s3;
    private final String bucket;

    S3RawObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The store behind these settings. Nothing is sent before the first call. */
    public static S3RawObjectStore open(S3Settings settings) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(SOCKET_TIMEOUT))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle());
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
        }
        return new S3RawObjectStore(client.build(), settings.bucket());
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        S3Settings.Credentials given = settings.credentials();
        return given == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(given.accessKey(), given.secretKey()));
    }

    @Override
    public Optional<RawObjectStamp> find(RawObjectKey key) {
        return call("look for " + key, () -> {
            try {
                HeadObjectResponse found =
                        s3.headObject(head -> head.bucket(bucket).key(key.path()));
                return Optional.of(RawObjectStamp.fromMetadata(found.metadata())
                        .orElseThrow(() -> new RawObjectStoreException(
                                "object " + key + " lacks the metadata the receiver writes; copy it again with its"
                                        + " metadata, or move it elsewhere",
                                null,
                                false)));
            } catch (NoSuchKeyException e) {
                LOG.debug("no object {} yet", key, e);
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean create(RawObjectKey key, Path file, RawObjectStamp stamp) {
        return call("create " + key, () -> {
            try {
                s3.putObject(
                        put -> put.bucket(bucket)
                                .key(key.path())
                                .ifNoneMatch("*")
                                .contentType("application/avro")
                                .metadata(stamp.toMetadata()),
                        RequestBody.fromFile(file));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    LOG.debug("object {} is there already", key, e);
                    return false;
                }
                throw e;
            }
        });
    }

    /**
     * Stores a file under a name that is taken, in place of what is there.
     *
     * @throws RawObjectStoreException when the store cannot be reached or refuses
     */
    public void replace(RawObjectKey key, Path file, RawObjectStamp stamp) {
        call(
                "replace " + key,
                () -> s3.putObject(
                        put -> put.bucket(bucket)
                                .key(key.path())
                                .contentType("application/avro")
                                .metadata(stamp.toMetadata()),
                        RequestBody.fromFile(file)));
    }

    /**
     * Deletes an object; harmless where it is gone.
     *
     * @throws RawObjectStoreException when the store cannot be reached or refuses
     */
    public void delete(RawObjectKey key) {
        call(
                "delete " + key,
                () -> s3.deleteObject(delete -> delete.bucket(bucket).key(key.path())));
    }

    @Override
    public void list(DatasetRef dataset, Instant from, Consumer<RawObjectKey> each) {
        call("list objects of " + dataset, () -> {
            s3
                    .listObjectsV2Paginator(list -> list.bucket(bucket)
                            .prefix(RawObjectKey.folder(dataset))
                            .startAfter(RawObjectKey.folder(dataset, from)))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(RawObjectKey::parse)
                    .flatMap(Optional::stream)
                    .forEach(each);
            return true;
        });
    }

    /**
     * Streams an object's bytes; whoever asks closes the stream. Nothing when there is none of this name. While the stream
     * is read, a store that fails shows as the stream's own error.
     *
     * @throws RawObjectStoreException when the store cannot be reached or refuses
     */
    public Optional<InputStream> read(RawObjectKey key) {
        return call("read " + key, () -> {
            try {
                return Optional.of(s3.getObject(get -> get.bucket(bucket).key(key.path())));
            } catch (NoSuchKeyException e) {
                LOG.debug("no object {}", key, e);
                return Optional.empty();
            }
        });
    }

    @Override
    public void close() {
        s3.close();
    }

    private <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception e) {
            throw new RawObjectStoreException(
                    "cannot " + what + " in bucket " + bucket + ": " + e.getMessage(), e, isRetriable(e.statusCode()));
        } catch (SdkException e) {
            throw new RawObjectStoreException(
                    "cannot " + what + " in bucket " + bucket + ": " + e.getMessage(), e, true);
        }
    }

    /** A refusal (wrong key, no such bucket) stays one until a person acts; all else passes. */
    private static boolean isRetriable(int status) {
        return status >= SERVER_ERROR || status == CONFLICT || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
    }
}
