package io.bytefreezer.packer;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.Secret;
import io.bytefreezer.lake.StorageSettings;
import io.bytefreezer.lake.StorageSettings.Credentials;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lake's settings out of the service's configuration. Stateless. */
final class LakeAccess {

    private LakeAccess() {}

    /**
     * The settings.
     *
     * @throws ServiceStartException of kind CONFIG when something needed is missing
     */
    static LakeSettings settings(PackerConfig config) {
        return new LakeSettings(storage(config.storage()), catalog(config.catalog(), config.dataDirOrDefault()));
    }

    /**
     * The lake's catalog, open.
     *
     * @throws ServiceStartException when the settings are incomplete, or the catalog does not answer
     */
    static LakeCatalog open(PackerConfig config) {
        try {
            return LakeCatalog.open(settings(config));
        } catch (LakeException e) {
            throw new ServiceStartException(Kind.EXTERNAL, String.valueOf(e.getMessage()), e);
        }
    }

    private static StorageSettings storage(StorageConfig storage) {
        String bucket = storage.bucket();
        if (bucket == null || bucket.isBlank()) {
            throw missing("storage.bucket", "the bucket of the lake, or set S3_BUCKET");
        }
        String accessKey = storage.accessKey();
        io.bytefreezer.runtime.config.Secret secretKey = storage.secretKey();
        Optional<Credentials> credentials = accessKey == null || secretKey == null
                ? Optional.empty()
                : Optional.of(new Credentials(accessKey, new Secret(secretKey.value())));
        return new StorageSettings(
                Optional.ofNullable(storage.endpoint()), storage.region(), bucket, credentials, storage.pathStyle());
    }

    /** Without a URI: the database file that packer and query of one host share, beside their data directories. */
    private static CatalogSettings catalog(CatalogConfig catalog, Path dataDirectory) {
        String uri = catalog.uri();
        if (catalog.type().equals("rest")) {
            if (uri == null) {
                throw missing("catalog.uri", "the address of the REST catalog");
            }
            Map<String, String> properties = new HashMap<>();
            catalog.rest().forEach((name, value) -> properties.put(name, String.valueOf(value)));
            return new CatalogSettings.Rest(URI.create(uri), properties);
        }
        if (uri == null) {
            return CatalogSettings.h2(dataDirectory.toAbsolutePath().resolveSibling("catalog"));
        }
        io.bytefreezer.runtime.config.Secret password = catalog.password();
        String user = catalog.user();
        return new CatalogSettings.Jdbc(
                uri, user == null ? "" : user, new Secret(password == null ? "" : password.value()));
    }

    private static ServiceStartException missing(String key, String what) {
        return new ServiceStartException(Kind.CONFIG, key + " is missing: give " + what);
    }
}
