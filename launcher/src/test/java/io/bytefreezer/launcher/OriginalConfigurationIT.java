package io.bytefreezer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users of the original bring their files and variables along: each service starts with the YAML blocks of the original's
 * on-premises page as they stand there, and with its variables alone. The ports are therefore the real ones.
 */
class OriginalConfigurationIT {

    private static final String CONTROL = """
            control:
              url: ${BYTEFREEZER_CONTROL_URL}
              service_key: ${BYTEFREEZER_SERVICE_KEY}
            """;
    private static final String STORAGE = """
            storage:
              type: s3
              endpoint: ${S3_ENDPOINT}
              bucket: ${S3_BUCKET}
              access_key: ${S3_ACCESS_KEY}
              secret_key: ${S3_SECRET_KEY}
              region: ${S3_REGION}
            """;

    @TempDir
    private static Path dir;

    private static KafkaFixture kafka;
    private static S3Fixture s3;
    private static Launchable.Running control;
    private static Map<String, String> environment;
    private static String home;

    @BeforeAll
    static void startSurroundings() throws IOException {
        home = System.setProperty("user.home", dir.toString());
        kafka = KafkaFixture.start();
        s3 = S3Fixture.start();
        Path keyFile = dir.resolve("service-key");
        Path config = Files.writeString(dir.resolve("control.yaml"), """
                server: {host: 127.0.0.1, port: 0}
                data_dir: '%s'
                bootstrap: {service_key_file: '%s'}
                """.formatted(dir.resolve("control"), keyFile));
        control = Launchables.CONTROL.start(config, Map.of());
        environment = Map.of(
                "BYTEFREEZER_CONTROL_URL",
                "http://127.0.0.1:" + control.host().port(),
                "BYTEFREEZER_SERVICE_KEY",
                Files.readString(keyFile).strip(),
                "S3_ENDPOINT",
                s3.endpoint().toString(),
                "S3_BUCKET",
                s3.bucket(),
                "S3_ACCESS_KEY",
                s3.accessKey(),
                "S3_SECRET_KEY",
                s3.secretKey(),
                "S3_REGION",
                s3.region(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers());
    }

    @AfterAll
    static void stopSurroundings() {
        control.close();
        s3.close();
        kafka.close();
        System.setProperty("user.home", home);
    }

    /**
     * A service with its block of the page.
     *
     * @param service the service
     * @param yaml the block, or an empty text where the variables alone have to do
     * @param port where it then listens
     */
    record Case(Launchable<?> service, String yaml, int port) {
        @Override
        public String toString() {
            return service.name() + (yaml.isEmpty() ? " with variables alone" : " with its YAML");
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(Launchables.RECEIVER, "server:\n  port: 8081\n\n" + CONTROL + "\n" + STORAGE, 8081),
                new Case(Launchables.PIPER, CONTROL + "\n" + STORAGE, 8085),
                new Case(Launchables.PACKER, CONTROL + "\n" + STORAGE, 8083),
                new Case(
                        Launchables.PROXY,
                        "server:\n  port: 8082\n\nreceiver:\n  url: \"http://receiver:8081\"\n\n" + CONTROL,
                        8082),
                new Case(Launchables.QUERY, "server:\n  port: 8084\n\n" + CONTROL + "\n" + STORAGE, 8084),
                new Case(Launchables.RECEIVER, "", 8081),
                new Case(Launchables.PIPER, "", 8085),
                new Case(Launchables.PACKER, "", 8083),
                new Case(Launchables.PROXY, "", 8082),
                new Case(Launchables.QUERY, "", 8084));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void startsAndIsWell(Case test) throws IOException, InterruptedException {
        Path file = test.yaml().isEmpty()
                ? null
                : Files.writeString(dir.resolve(test.service().name() + ".yaml"), test.yaml());
        Map<String, String> variables = new HashMap<>(environment);
        if (test.service() == Launchables.PROXY) {
            variables.put("RECEIVER_URL", "http://receiver:8081");
        }
        try (Launchable.Running running = test.service().start(file, variables)) {
            assertThat(running.host().port()).isEqualTo(test.port());
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + test.port() + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        }
    }
}
