package io.bytefreezer.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Iceberg catalog, which knows where each table stands.
 *
 * @param type {@code jdbc} or {@code rest}
 * @param uri JDBC URL or address, or null for an embedded database in {@code catalog} beside the data directory
 * @param user its user, or null
 * @param password its password, or null
 * @param rest all other properties of the catalog by their dotted names
 */
@Doc("The Iceberg catalog. Other keys go to the catalog as its properties.")
public record CatalogConfig(
        @Doc("`jdbc` or `rest`.") @Default("jdbc") String type,

        @Doc(
                "JDBC URL, or address of the REST catalog. Unless given, an embedded database in the directory `catalog` beside"
                        + " `data_dir`, which packer and query of one host share.")
        @Nullable String uri,

        @Doc("User of the catalog's database.") @Nullable String user,

        @Doc("Password of the catalog's database.") @Nullable Secret password,

        @Doc("Any other property of the Iceberg catalog.") @Rest
        Map<String, Object> rest) {

    /**
     * Copies the properties, keeping their order.
     *
     * @throws IllegalArgumentException when the type is unknown
     */
    public CatalogConfig {
        if (!type.equals("jdbc") && !type.equals("rest")) {
            throw new IllegalArgumentException("type '" + type + "' is unknown: use 'jdbc' or 'rest'");
        }
        rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    /** Without the URI, which may hold a password, and without the other properties' values. */
    @Override
    public String toString() {
        return "CatalogConfig[" + type + ", " + user + ", " + rest.keySet() + "]";
    }
}
