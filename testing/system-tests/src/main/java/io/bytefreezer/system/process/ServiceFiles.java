package io.bytefreezer.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the configuration files of a stack's services. Stateless beside its plan. */
record ServiceFiles(StackPlan plan) {

    /** The service key that everybody in the stack uses; no secret, since nothing else takes it. */
    static final String SERVICE_KEY = "system-test-key-0123456789-0123456789-abcd";

    private static final String BUCKET = "bytefreezer";

    /** What the files leave to the environment. */
    static Map<String, String> environment() {
        return Map.of(
                "BYTEFREEZER_SERVICE_KEY", SERVICE_KEY,
                "S3_ACCESS_KEY", "embedded-access-key",
                "S3_SECRET_KEY", "embedded-secret-key");
    }

    /** Where the file of a service is. */
    Path file(ServiceKind kind, int number) {
        return plan.directory().resolve("config").resolve(StackPlan.nameOf(kind, number) + ".yaml");
    }

    /** Writes the file of one service. */
    Path write(ServiceKind kind, int number, int port) {
        Path file = file(kind, number);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(kind, number, port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return file;
    }

    private String text(ServiceKind kind, int number, int port) {
        String own = """
                server:
                  host: 127.0.0.1
                  port: %d
                data_dir: '%s'
                """.formatted(port, plan.dataDirectories().apply(kind, number));
        String parts = switch (kind) {
            case PROXY, PIPER -> control() + kafka();
            case RECEIVER -> control() + kafka() + storage();
            case PACKER -> control() + kafka() + storage() + catalog();
            case QUERY -> control() + storage() + catalog();
            case CONTROL -> """
                    bootstrap:
                      service_key: ${BYTEFREEZER_SERVICE_KEY}
                    """;
        };
        return own + parts + plan.settings().apply(kind, number);
    }

    private String control() {
        return """
                control:
                  url: http://127.0.0.1:%d
                  service_key: ${BYTEFREEZER_SERVICE_KEY}
                """.formatted(plan.addresses().control());
    }

    private String kafka() {
        return """
                kafka:
                  bootstrap_servers: '%s'
                """.formatted(plan.addresses().bootstrapServers());
    }

    private String storage() {
        return """
                storage:
                  endpoint: http://127.0.0.1:%d
                  bucket: %s
                  access_key: ${S3_ACCESS_KEY}
                  secret_key: ${S3_SECRET_KEY}
                """.formatted(plan.addresses().storeGate(), BUCKET);
    }

    private String catalog() {
        return """
                catalog:
                  uri: '%s'
                  user: sa
                """.formatted(catalogUrl(plan.addresses().databaseGate()));
    }

    /** How the catalog's database is reached; Iceberg looks for its columns in lower case. */
    static String catalogUrl(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port
                + "/./catalog;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1";
    }
}
