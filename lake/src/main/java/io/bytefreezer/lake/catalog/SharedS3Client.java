package io.bytefreezer.lake.catalog;

import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that stays open: Iceberg's REST catalog closes the one it was given as soon as some table is no longer reachable. Thread-safe. */
final class SharedS3Client extends DelegatingS3Client {

    SharedS3Client(S3Client owned) {
        super(owned);
    }

    @Override
    public void close() {
        // The catalog that opened the shared client closes it.
    }
}
