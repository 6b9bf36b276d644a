package io.bytefreezer.lake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.StorageSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.runtime.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class H2CatalogIT extends CatalogContract {

    @Override
    CatalogSettings settings(Path directory) {
        return new CatalogSettings.Embedded(directory.resolve("catalog"));
    }

    @Test
    void isSharedByTwoProcesses(@TempDir Path shared) throws Exception {
        try (LakeCatalog here = LakeCatalog.open(OtherProcess.lake(shared))) {
            assertThat(here.tenants()).isEmpty();
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            shared.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("tenants before: []");
            assertThat(said).contains("no table nobody.nothing");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isOpenToItsOwnerAlone(@TempDir Path home) throws Exception {
        Path directory = home.resolve("catalog");
        try (LakeCatalog catalog = LakeCatalog.open(OtherProcess.lake(directory))) {
            assertThat(catalog.tenants()).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    /** Opens the catalog that the test's own process holds open. */
    static final class OtherProcess {

        public static void main(String[] arguments) {
            try (LakeCatalog catalog = LakeCatalog.open(lake(Path.of(arguments[0])))) {
                System.out.println("tenants before: " + catalog.tenants());
                if (catalog.load(new TableId("nobody", "nothing")).isEmpty()) {
                    System.out.println("no table nobody.nothing");
                }
            }
        }

        /** No store is needed to look at the catalog. */
        static LakeSettings lake(Path directory) {
            StorageSettings nowhere = new StorageSettings(
                    Optional.of(URI.create("http://127.0.0.1:1")),
                    "us-east-1",
                    "none",
                    Optional.of(new StorageSettings.Credentials("key", new Secret("secret"))),
                    true);
            return new LakeSettings(nowhere, new CatalogSettings.Embedded(directory));
        }
    }
}
