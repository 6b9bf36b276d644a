package io.bytefreezer.embedded.s3;

import java.nio.file.Path;

/**
 * How an {@link EmbeddedS3} is set up.
 *
 * @param dataDirectory where buckets and objects are kept; created if missing
 * @param port the TCP port on the loopback interface, or 0 for a free one
 * @param bucket the bucket to create if it is missing
 * @param accessKey the one access key id it knows
 * @param secretKey the secret that goes with it; printed as {@code ***}
 */
public record EmbeddedS3Settings(Path dataDirectory, int port, String bucket, String accessKey, String secretKey) {

    /** Settings with the bucket {@code bytefreezer} and keys that are no secret, for a store that holds none. */
    public static EmbeddedS3Settings of(Path dataDirectory, int port) {
        return new EmbeddedS3Settings(dataDirectory, port, "bytefreezer", "embedded-access-key", "embedded-secret-key");
    }

    @Override
    public String toString() {
        return "EmbeddedS3Settings[dataDirectory=" + dataDirectory + ", port=" + port + ", bucket=" + bucket
                + ", accessKey=" + accessKey + ", secretKey=***]";
    }
}
