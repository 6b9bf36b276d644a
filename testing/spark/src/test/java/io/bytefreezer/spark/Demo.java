package io.bytefreezer.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code ./bytefreezer demo} of this source tree, on the Java that the script finds. */
final class Demo implements AutoCloseable {

    private static final Duration BUILT_AND_READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int FIRST = 23_000;
    private static final int PORTS = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path script = Path.of(System.getProperty("bytefreezer.tree")).resolve("bytefreezer");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final int base;
    private final Process process;

    private Demo(Path directory, int base) {
        this.directory = directory;
        this.base = base;
        this.process = start(
                "demo", "--data-dir", directory.toString(), "--port-base", Integer.toString(base), "--no-traffic");
    }

    /** Starts a demo without traffic and waits until it is ready. */
    static Demo start(Path directory) {
        Demo demo = new Demo(directory, freePorts());
        await("the demo is ready", BUILT_AND_READY_WITHIN, () -> {
            if (!demo.process.isAlive()) {
                throw new AssertionError("the demo ended: " + demo.output("demo"));
            }
            return demo.output("demo").lines().anyMatch(line -> line.startsWith("ready"));
        });
        return demo;
    }

    /** The demo's sample events, over syslog and webhook. */
    void generate(int count) {
        Process generator = start(
                "generate",
                "--webhook",
                webhook("web").toString(),
                "--syslog",
                "127.0.0.1:" + (base + 14),
                "--key",
                key(),
                "--rate",
                "400",
                "--count",
                Integer.toString(count));
        try {
            if (!generator.waitFor(2, TimeUnit.MINUTES) || generator.exitValue() != 0) {
                throw new AssertionError("no traffic: " + output("generate"));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Posts events to a dataset. */
    void post(String dataset, String ndjson) {
        send(HttpRequest.newBuilder(webhook(dataset))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(ndjson)));
    }

    /** The answer of the query service: columns and rows. */
    JsonNode sql(String sql, boolean hot) {
        String body = JSON.createObjectNode()
                .put("tenant", "demo")
                .put("sql", sql)
                .put("hot", hot)
                .toString();
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (base + 4) + "/api/v1/query/sql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The datasets of the demo that have rows. */
    List<String> datasets() {
        JsonNode all = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (base + 4) + "/api/v1/datasets")));
        List<String> ids = new ArrayList<>();
        all.get("datasets").forEach(dataset -> ids.add(dataset.get("dataset_id").asText()));
        return ids;
    }

    /** Waits until so many rows of a dataset are in its table. */
    void awaitPacked(String dataset, long rows) {
        String count = "select count(*) from \"" + dataset + "\"";
        await(rows + " rows of " + dataset + " are packed", Duration.ofMinutes(2), () -> {
            JsonNode answer = sql(count, false);
            return answer.has("rows") && answer.get("rows").get(0).get(0).asLong() >= rows;
        });
    }

    /** JDBC URL of the catalog, as the packer's configuration has it by default. */
    String catalog() {
        return "jdbc:h2:file:" + directory.resolve("catalog/catalog")
                + ";AUTO_SERVER=TRUE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    }

    /** Address of the store. */
    String s3() {
        return "http://127.0.0.1:" + (base + 10);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private URI webhook(String dataset) {
        return URI.create("http://127.0.0.1:" + (base + 2) + "/webhook/demo/" + dataset);
    }

    private String key() {
        return read(directory.resolve("service-key")).strip();
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", "Bearer " + key())
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(String command, String... options) {
        List<String> line = new ArrayList<>(List.of(script.toString(), command));
        line.addAll(List.of(options));
        try {
            Files.createDirectories(directory);
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(outputFile(command).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path outputFile(String command) {
        return directory.resolveSibling(command + ".out");
    }

    private String output(String command) {
        return read(outputFile(command));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String what, Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static int freePorts() {
        int begin = (int) (ProcessHandle.current().pid() % 500);
        for (int row = 0; row < 500; row++) {
            int base = FIRST + (begin + row) % 500 * PORTS;
            if (allFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean allFree(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
