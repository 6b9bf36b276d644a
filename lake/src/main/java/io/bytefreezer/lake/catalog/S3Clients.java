package io.bytefreezer.lake.catalog;

import io.bytefreezer.lake.StorageSettings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens clients of the lake's store. */
public final class S3Clients {

    private static final int CONNECTIONS_MAX = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private S3Clients() {}

    /** A client that the caller closes; thread-safe. */
    public static S3Client open(StorageSettings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS_MAX)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.credentials()
                .ifPresent(
                        keys -> builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                keys.accessKey(), keys.secretKey().value()))));
        return builder.build();
    }
}
