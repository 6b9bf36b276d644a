package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.embedded.s3.EmbeddedS3Settings;
import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.StorageSettings;
import io.bytefreezer.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where all parts of the measurement meet.
 *
 * @param bootstrapServers the brokers
 * @param s3 the address of the store
 * @param settings the store's bucket and keys
 * @param catalog the directory of the catalog's database
 */
record Store(String bootstrapServers, URI s3, EmbeddedS3Settings settings, Path catalog) {

    static final String REGION = "us-east-1";

    /** The lake as the measurement looks at it. */
    LakeSettings lake() {
        return new LakeSettings(
                new StorageSettings(
                        Optional.of(s3),
                        REGION,
                        settings.bucket(),
                        Optional.of(new StorageSettings.Credentials(
                                settings.accessKey(), new Secret(settings.secretKey()))),
                        true),
                new CatalogSettings.Embedded(catalog));
    }
}
