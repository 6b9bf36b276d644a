package io.bytefreezer.runtime.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The object store for raw objects and the lake.
 *
 * @param type the only type is {@code s3}
 * @param endpoint where the store is, or null for AWS itself
 * @param bucket the bucket, or null where the service needs none
 * @param accessKey access key, or null for the AWS SDK's own ways to find credentials
 * @param secretKey secret key, or null likewise
 * @param region the store's region
 * @param pathStyle whether the bucket stands in the path rather than in the host name
 */
@Doc("The S3-compatible object store for raw objects and the lake.")
public record StorageConfig(
        @Doc("Kind of store; only `s3`.") @Default("s3") String type,

        @Doc("Address of the store; AWS itself unless given.") @Env("S3_ENDPOINT") @Nullable URI endpoint,

        @Doc("Bucket for all data.") @Env("S3_BUCKET") @Nullable String bucket,

        @Doc("Access key; where missing, the AWS SDK looks in its usual places.") @Env("S3_ACCESS_KEY") @Nullable String accessKey,

        @Doc("Secret key.") @Env("S3_SECRET_KEY") @Nullable Secret secretKey,

        @Doc("Region.") @Env("S3_REGION") @Default("us-east-1")
        String region,

        @Doc("The bucket stands in the path instead of the host name.") @Default("true")
        boolean pathStyle) {

    /**
     * @throws IllegalArgumentException when the type is unknown, or only one of the two keys is given
     */
    public StorageConfig {
        if (!type.equals("s3")) {
            throw new IllegalArgumentException("type '" + type + "' is unknown: the only storage type is 's3'");
        }
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("access_key and secret_key go together: give both or none");
        }
    }
}
