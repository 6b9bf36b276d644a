package io.bytefreezer.schemas.registry;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A schema registry (Apicurio, which serves Confluent's protocol too) as a process, its data in memory. */
final class RegistryProcess implements AutoCloseable {

    private static final Path UNPACKED = Path.of("target", "registry");
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private RegistryProcess(Process process, int port) {
        this.process = process;
        this.url = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    static RegistryProcess start(Path log) throws IOException, InterruptedException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RegistryProcess registry = new RegistryProcess(process, port);
        registry.awaitStart(log);
        return registry;
    }

    private static Path runner() throws IOException {
        try (Stream<Path> files = Files.list(UNPACKED)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_MAX);
        while (!answers()) {
            boolean exited = process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (exited || Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException("the registry did not start:\n" + Files.readString(log));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
            return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    /** Has the subject's new versions checked against the one before. */
    void requireBackwardCompatibility(String subject) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/config/" + subject))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                .build();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("the registry answered " + status);
        }
    }

    @Override
    public void close() {
        // Nothing of it is kept, so nothing needs an orderly end.
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
