package io.bytefreezer.receiver.plugin;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A distributed Connect worker in a process of its own, with Kafka's jars on its class path and the plugin in its
 * {@code plugin.path}, as in a user's cluster.
 */
final class WorkerProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);
    /** What comes with the plugin must come from the plugin. */
    private static final List<String> NOT_THE_WORKERS =
            List.of("/io/bytefreezer/", "/software/amazon/", "/org/apache/avro/", "/httpcomponents/");

    private static final String LOGGING = "<configuration><appender name='console'"
            + " class='ch.qos.logback.core.ConsoleAppender'><encoder><pattern>%d %-5level %logger{20} %msg%n</pattern>"
            + "</encoder></appender><root level='INFO'><appender-ref ref='console'/></root></configuration>";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI url;

    private WorkerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    static WorkerProcess start(String bootstrapServers, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        unzip(Path.of(System.getProperty("plugin.zip")), plugins);
        Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
        Path config = Files.writeString(
                folder.resolve("worker.properties"),
                String.join(
                        "\n",
                        "bootstrap.servers=" + bootstrapServers,
                        "group.id=connect-workers",
                        "listeners=http://127.0.0.1:" + port,
                        "plugin.path=" + plugins,
                        "plugin.discovery=service_load",
                        // What a worker has unless told otherwise, and what the connector must override.
                        "key.converter=org.apache.kafka.connect.json.JsonConverter",
                        "value.converter=org.apache.kafka.connect.json.JsonConverter",
                        "config.storage.topic=connect-config",
                        "offset.storage.topic=connect-offset",
                        "status.storage.topic=connect-status",
                        "config.storage.replication.factor=1",
                        "offset.storage.replication.factor=1",
                        "offset.storage.partitions=1",
                        "status.storage.replication.factor=1",
                        "status.storage.partitions=1",
                        "scheduled.rebalance.max.delay.ms=0"));
        Path log = folder.resolve("worker.log");
        Process process = new ProcessBuilder(
                        java(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        classPath(),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        WorkerProcess worker = new WorkerProcess(process, log, port);
        worker.awaitStart();
        return worker;
    }

    private static String java() {
        return Path.of(System.getProperty("worker.java.home", System.getProperty("java.home")), "bin", "java")
                .toString();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        entry.endsWith(".jar") && NOT_THE_WORKERS.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void unzip(Path zip, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = into.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_MAX);
        while (!answers()) {
            if (exits() || Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException("the worker did not start:\n" + log());
            }
        }
    }

    /** Waits a moment for the end of the process; whether it came. */
    boolean exits() throws InterruptedException {
        return process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/connectors").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** The end of what the worker said. */
    String log() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 100), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
