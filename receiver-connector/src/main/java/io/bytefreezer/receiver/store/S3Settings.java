package io.bytefreezer.receiver.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the bucket is reached.
 *
 * @param endpoint address of an S3-compatible store, or null for AWS itself
 * @param region region of the bucket
 * @param bucket the bucket; it must exist
 * @param credentials the key pair, or null to find one as AWS clients do (environment, profile, instance role)
 * @param pathStyle whether the bucket stands in the path instead of the host name, as most stores other than AWS want it
 */
public record S3Settings(
        @Nullable URI endpoint,
        String region,
        String bucket,
        @Nullable Credentials credentials,
        boolean pathStyle) {

    /**
     * A key pair.
     *
     * @param accessKey its public part
     * @param secretKey its secret part
     */
    public record Credentials(String accessKey, String secretKey) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Credentials[" + accessKey + ", ***]";
        }
    }
}
