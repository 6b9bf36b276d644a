package io.bytefreezer.lake.catalog;

import io.bytefreezer.lake.CatalogSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class RestCatalogIT extends CatalogContract {

    private RestServer server;

    @Override
    CatalogSettings settings(Path directory) {
        server = RestServer.start();
        return new CatalogSettings.Rest(server.uri(), Map.of());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}
