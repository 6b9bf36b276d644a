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
     * @param url JDBC URL: {@code jdbc:postgresql:…} in production, {@link Embedded} on one host
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
     * A database file that several processes of one host may open: the first one in serves the others. Who can read the
     * directory can get in, because the way in is written there.
     *
     * @param directory existing directory, or one that is made for its owner alone, for the file {@code catalog.mv.db}
     */
    record Embedded(Path directory) implements CatalogSettings {

        /** How the database is reached. */
        public Jdbc jdbc() {
            // Iceberg looks for its columns in lower case, as PostgreSQL stores them.
            String url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve("catalog")
                    + ";AUTO_SERVER=TRUE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
            return new Jdbc(url, "sa", new Secret(""));
        }
    }
}
