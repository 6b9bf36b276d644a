package io.bytefreezer.lake.catalog;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.runtime.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

class PostgresCatalogIT extends CatalogContract {

    private EmbeddedPostgres postgres;

    @Override
    CatalogSettings settings(Path directory) {
        try {
            postgres =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CatalogSettings.Jdbc(postgres.getJdbcUrl("postgres", "postgres"), "postgres", new Secret(""));
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
