package io.bytefreezer.lake;

import io.bytefreezer.runtime.config.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * The S3 store that holds the lake's files.
 *
 * @param endpoint address of an S3-compatible store; empty means Amazon's own
 * @param region region name, also part of the request signature
 * @param bucket an existing bucket
 * @param credentials access key and secret; empty means the AWS SDK's default chain (environment, profile, role)
 * @param pathStyle whether the bucket stands in the path (most stores other than Amazon's need that)
 */
public record StorageSettings(
        Optional<URI> endpoint, String region, String bucket, Optional<Credentials> credentials, boolean pathStyle) {

    /** Refuses an empty bucket or region, which S3 clients report only at the first request. */
    public StorageSettings {
        if (bucket.isBlank() || region.isBlank()) {
            throw new IllegalArgumentException("storage needs a bucket and a region");
        }
    }

    /**
     * A static pair of keys.
     *
     * @param accessKey the public half
     * @param secretKey the secret half
     */
    public record Credentials(String accessKey, Secret secretKey) {}
}
