package io.bytefreezer.lake;

import io.bytefreezer.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Where Iceberg keeps the pointer to each table's current metadata. */
public sealed interface CatalogSettings {

    /**
     * A relational database, through Iceberg's JDBC catalog.
     *
     * @param url JDBC URL: {@code jdbc:postgresql:…} in production, {@link #h2(Path)} on one host
     * @param user database user
     * @param password database password
     */
    record Jdbc(String url, String user, Secret password) implements CatalogSettings {}

    /**
     * An Iceberg REST catalog.
     *
     * @param uri base address of the catalog
     * @param properties passed to Iceberg untouched: {@code warehouse}, {@code credential}, {@code token}, {@code rest.auth.type} …
     */
    record Rest(URI uri, Map<String, String> properties) implements CatalogSettings {
        /** Copies the properties. */
        public Rest {
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return "Rest[uri=" + uri + "]";
        }
    }

    /**
     * A database file that several processes of one host may open: the first one in serves the others.
     *
     * @param directory existing or new directory for the file {@code catalog.mv.db}
     */
    static Jdbc h2(Path directory) {
        // Iceberg looks for its columns in lower case, as PostgreSQL stores them.
        String url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve("catalog")
                + ";AUTO_SERVER=TRUE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        return new Jdbc(url, "sa", new Secret(""));
    }
}
