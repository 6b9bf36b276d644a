package io.bytefreezer.launcher.demo;

import io.bytefreezer.runtime.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration files of the demo's services: written to the data directory and read from there, so that what runs is
 * what a person can read, change and start a service with.
 *
 * @param dataDir where the demo keeps everything
 * @param ports where it listens
 */
record DemoConfig(Path dataDir, DemoPorts ports) {

    static final String BUCKET = "bytefreezer-demo";
    static final String REGION = "us-east-1";
    static final String ACCESS_KEY = "demo";
    static final String SECRET_KEY = "demo-secret-key";

    /** The clear service key, for people and for the services. */
    Path serviceKeyFile() {
        return dataDir.resolve("service-key");
    }

    /** The configuration file of a service. */
    Path file(String service) {
        return dataDir.resolve("config").resolve(service + ".yaml");
    }

    /** What the files leave to the environment: secrets. */
    Map<String, String> environment(String serviceKey) {
        return Map.of("BYTEFREEZER_SERVICE_KEY", serviceKey, "S3_ACCESS_KEY", ACCESS_KEY, "S3_SECRET_KEY", SECRET_KEY);
    }

    /** Makes the data directory: for its owner alone, because the service key and all events lie there. */
    void makeDirectory() {
        try {
            PrivateFile.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data directory " + dataDir, e);
        }
    }

    /** Writes the files of all services. */
    void write() {
        try {
            PrivateFile.createDirectories(dataDir.resolve("config"));
            write("control", controlPlane());
            write("proxy", proxy());
            write("receiver", receiver());
            write("piper", piper());
            write("packer", packer());
            write("query", query());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write configuration below " + dataDir, e);
        }
    }

    private void write(String service, String yaml) throws IOException {
        String head = "# Written by 'bytefreezer demo' at each start. Run this service alone with\n"
                + "#   bytefreezer " + service + " --config THIS_FILE\n";
        Files.writeString(file(service), head + yaml);
    }

    private String controlPlane() {
        return """
                server:
                  host: 127.0.0.1
                  port: %d
                data_dir: %s
                bootstrap:
                  service_key_file: %s
                """.formatted(ports.control(), quoted(dataDir.resolve("control")), quoted(serviceKeyFile()));
    }

    private String proxy() {
        return server(ports.proxy()) + control() + kafka() + dataDir("proxy");
    }

    private String receiver() {
        return server(ports.receiver()) + control() + kafka() + storage() + dataDir("receiver") + """
                rotate:
                  interval: 10s
                """;
    }

    private String piper() {
        return server(ports.piper()) + control() + kafka() + dataDir("piper");
    }

    private String packer() {
        return server(ports.packer()) + control() + kafka() + storage() + dataDir("packer") + """
                flush:
                  age: 5s
                memory:
                  spool: 32MiB
                  duckdb: 192MiB
                """;
    }

    private String query() {
        return server(ports.query()) + control() + kafka() + storage() + dataDir("query") + """
                limits:
                  memory: 192MiB
                """;
    }

    private static String server(int port) {
        return """
                server:
                  host: 127.0.0.1
                  port: %d
                """.formatted(port);
    }

    private String control() {
        return """
                control:
                  url: http://127.0.0.1:%d
                  service_key: ${BYTEFREEZER_SERVICE_KEY}
                """.formatted(ports.control());
    }

    private String kafka() {
        return """
                kafka:
                  bootstrap_servers: 127.0.0.1:%d
                """.formatted(ports.kafka());
    }

    private String storage() {
        return """
                storage:
                  type: s3
                  endpoint: http://127.0.0.1:%d
                  bucket: %s
                  access_key: ${S3_ACCESS_KEY}
                  secret_key: ${S3_SECRET_KEY}
                  region: %s
                """.formatted(ports.s3(), BUCKET, REGION);
    }

    private String dataDir(String service) {
        return "data_dir: " + quoted(dataDir.resolve(service)) + "\n";
    }

    /** A YAML single-quoted scalar: only the quote itself is special in it. */
    private static String quoted(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }
}
