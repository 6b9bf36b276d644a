package io.bytefreezer.embedded.s3;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A running S3 store with a bucket, for tests and for the demo. It checks signatures and honours conditional writes.
 * Closing it twice is harmless.
 */
public interface S3Fixture extends AutoCloseable {

    /** The system property that chooses the implementation: {@code embedded} (the default), {@code docker} or {@code env}. */
    String IMPLEMENTATION_PROPERTY = "s3.fixture";

    /**
     * Starts, or finds, a store of the kind that {@value #IMPLEMENTATION_PROPERTY} names.
     *
     * @throws IllegalArgumentException when the property names no implementation
     * @throws EmbeddedStackException when the store does not start
     */
    static S3Fixture start() {
        String implementation = System.getProperty(IMPLEMENTATION_PROPERTY, "embedded");
        return switch (implementation) {
            case "embedded" -> EmbeddedS3.start();
            case "docker" -> DockerS3.start();
            case "env" -> EndpointS3.start(System.getenv());
            default ->
                throw new IllegalArgumentException("-D" + IMPLEMENTATION_PROPERTY + "=" + implementation
                        + " names no S3 fixture: it is embedded, docker or env.");
        };
    }

    /** Returns the address of the store, without the bucket. */
    URI endpoint();

    /** Returns the access key id, which is no secret. */
    String accessKey();

    /** Returns the secret access key. */
    String secretKey();

    /** Returns the region to sign for. */
    String region();

    /** Returns the name of a bucket that exists. */
    String bucket();

    /** Returns a new client of this store, path-style, for the caller to close. */
    default S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.of(region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @Override
    void close();
}
