package io.bytefreezer.lake;

import io.bytefreezer.lake.StorageSettings.Credentials;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.StorageConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lake's settings out of a service's configuration: the same for whoever writes tables and whoever reads them. Stateless. */
public final class LakeConfiguration {

    private static final Secret NO_PASSWORD = new Secret("");

    private LakeConfiguration() {}

    /**
     * The settings.
     *
     * @param storage the block {@code storage}
     * @param catalog the block {@code catalog}
     * @param dataDirectory the service's own directory: the default catalog is a file beside it, so that the services of one host share it
     * @throws LakeException of kind CONFIG when something needed is missing or no address
     */
    public static LakeSettings of(StorageConfig storage, CatalogConfig catalog, Path dataDirectory) {
        return new LakeSettings(storage(storage), catalog(catalog, dataDirectory));
    }

    private static StorageSettings storage(StorageConfig storage) {
        String bucket = storage.bucket();
        if (bucket == null || bucket.isBlank()) {
            throw missing("storage.bucket", "the bucket of the lake, or set S3_BUCKET");
        }
        if (storage.region().isBlank()) {
            throw missing("storage.region", "the region of the store, or set S3_REGION");
        }
        return new StorageSettings(
                Optional.ofNullable(storage.endpoint()),
                storage.region(),
                bucket,
                credentials(storage.accessKey(), storage.secretKey()),
                storage.pathStyle());
    }

    private static Optional<Credentials> credentials(@Nullable String accessKey, @Nullable Secret secretKey) {
        return accessKey == null || secretKey == null
                ? Optional.empty()
                : Optional.of(new Credentials(accessKey, secretKey));
    }

    private static CatalogSettings catalog(CatalogConfig catalog, Path dataDirectory) {
        String uri = catalog.uri();
        if (catalog.type().equals("rest")) {
            return rest(uri, catalog.rest());
        }
        if (uri == null) {
            return new CatalogSettings.Embedded(dataDirectory.toAbsolutePath().resolveSibling("catalog"));
        }
        if (!uri.startsWith("jdbc:")) {
            throw new LakeException(
                    LakeException.Kind.CONFIG,
                    "catalog.uri is no JDBC URL: it must look like jdbc:postgresql://host/database, or set catalog.type to rest");
        }
        Secret password = catalog.password();
        String user = catalog.user();
        return new CatalogSettings.Jdbc(uri, user == null ? "" : user, password == null ? NO_PASSWORD : password);
    }

    private static CatalogSettings rest(@Nullable String uri, Map<String, Object> options) {
        if (uri == null) {
            throw missing("catalog.uri", "the address of the REST catalog");
        }
        Map<String, String> properties = new HashMap<>();
        options.forEach((name, value) -> properties.put(name, String.valueOf(value)));
        try {
            return new CatalogSettings.Rest(URI.create(uri), properties);
        } catch (IllegalArgumentException e) {
            throw new LakeException(LakeException.Kind.CONFIG, "catalog.uri is no address", e);
        }
    }

    private static LakeException missing(String key, String what) {
        return new LakeException(LakeException.Kind.CONFIG, key + " is missing: give " + what);
    }
}
