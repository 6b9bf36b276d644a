package io.bytefreezer.embedded.s3;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A store that runs already, named by the {@code S3_*} variables. The fixture creates a bucket of its own there and removes
 * it when it is closed: what the store holds besides is not touched.
 *
 * <p>Safe for use from several threads.
 *
 * @param endpoint the store's address
 * @param accessKey an access key id that may create buckets
 * @param secretKey the secret that goes with it; printed as {@code ***}
 * @param region the region to sign for
 * @param bucket the fixture's own bucket
 */
record EndpointS3(URI endpoint, String accessKey, String secretKey, String region, String bucket) implements S3Fixture {

    /**
     * Creates the bucket.
     *
     * @param environment {@code S3_ENDPOINT}, {@code S3_ACCESS_KEY}, {@code S3_SECRET_KEY}, {@code S3_BUCKET} (the
     *     beginning of the new bucket's name) and, if it is not {@code us-east-1}, {@code S3_REGION}
     * @throws IllegalArgumentException when a variable is missing
     */
    static EndpointS3 start(Map<String, String> environment) {
        EndpointS3 store = new EndpointS3(
                URI.create(required(environment, "S3_ENDPOINT")),
                required(environment, "S3_ACCESS_KEY"),
                required(environment, "S3_SECRET_KEY"),
                environment.getOrDefault("S3_REGION", "us-east-1"),
                required(environment, "S3_BUCKET") + "-"
                        + UUID.randomUUID().toString().substring(0, 8));
        try (S3Client client = store.client()) {
            client.createBucket(create -> create.bucket(store.bucket));
        }
        return store;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "-D" + IMPLEMENTATION_PROPERTY + "=env needs the variable " + name + ".");
        }
        return value;
    }

    @Override
    public void close() {
        try (S3Client client = client()) {
            for (S3Object object :
                    client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
                client.deleteObject(delete -> delete.bucket(bucket).key(object.key()));
            }
            client.deleteBucket(delete -> delete.bucket(bucket));
        } catch (NoSuchBucketException closedBefore) {
            return; // Closing twice is harmless.
        }
    }

    @Override
    public String toString() {
        return "EndpointS3[endpoint=" + endpoint + ", accessKey=" + accessKey + ", secretKey=***, region=" + region
                + ", bucket=" + bucket + "]";
    }
}
