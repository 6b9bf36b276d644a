package io.bytefreezer.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How other commands reach a demo: by the files it wrote when it started last. */
public final class DemoAccess {

    private DemoAccess() {}

    /** The configuration of the demo's packer: it knows brokers, store, catalog and control plane. */
    public static Path packerFile(Path dataDir) {
        return config(dataDir).file("packer");
    }

    /** The configuration of the demo's query service. */
    public static Path queryFile(Path dataDir) {
        return config(dataDir).file("query");
    }

    /**
     * The variables that its configuration files leave to the environment.
     *
     * @throws IllegalArgumentException when no demo ran with this directory
     */
    public static Map<String, String> environment(Path dataDir) {
        DemoConfig config = config(dataDir);
        try {
            return config.environment(Files.readString(config.serviceKeyFile()).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no demo ran in " + dataDir + ": " + config.serviceKeyFile() + " cannot be read", e);
        }
    }

    private static DemoConfig config(Path dataDir) {
        // The ports are in the files.
        return new DemoConfig(dataDir.toAbsolutePath().normalize(), DemoPorts.DEFAULT);
    }
}
