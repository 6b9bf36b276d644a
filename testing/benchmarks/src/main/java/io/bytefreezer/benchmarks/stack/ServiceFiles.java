package io.bytefreezer.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Configuration files of the services. Addresses and keys come from the environment; all else is the default but for what is
 * seen here, which the page with the figures repeats.
 *
 * @param directory where everything of the measurement lies
 */
record ServiceFiles(Path directory) {

    static final List<String> SERVICES = List.of("proxy", "receiver", "piper", "packer", "query");
    static final String CONTROL = "control";

    /** Files are cut this often, so that a measurement has an end. */
    private static final String CUT_AFTER = "5s";

    /** The clear service key that the control plane writes. */
    Path keyFile() {
        return directory.resolve("service-key");
    }

    /** Writes the file of a service and says where. */
    Path write(String service) {
        Path file = directory.resolve(service + ".yaml");
        try {
            return Files.writeString(file, common(service) + special(service));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private String common(String service) {
        return """
                server:
                  host: 127.0.0.1
                  port: 0
                data_dir: '%s'
                """.formatted(directory.resolve(service));
    }

    private String special(String service) {
        return switch (service) {
            case CONTROL -> "bootstrap:\n  service_key_file: '" + keyFile() + "'\n";
            case "receiver" -> "rotate:\n  interval: " + CUT_AFTER + "\n";
            // As in the demo: queries read what is not packed yet too.
            case "query" -> "kafka: {}\n";
            case "packer" -> "flush:\n  age: " + CUT_AFTER + "\n";
            default -> "";
        };
    }
}
