package io.bytefreezer.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bytefreezer demo} as a process of its own, with the class path of this test. */
final class DemoProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(240);
    private static final int PORTS = 15;
    private static final int FIRST = 20_000;
    private static final int ROWS = 800;

    private final Process process;
    private final Path output;
    private final Path dataDir;
    private final int base;

    private DemoProcess(Process process, Path output, Path dataDir, int base) {
        this.process = process;
        this.output = output;
        this.dataDir = dataDir;
        this.base = base;
    }

    /** Starts a demo as users do, and waits until it is ready. */
    static DemoProcess start(Path dataDir, int base, String... options) {
        return awaitReady(launch(dataDir, base, List.of(), options));
    }

    /** The same, for less of the processor's time: it lives too short for the best code, and its memory is not looked at. */
    static DemoProcess startQuickly(Path dataDir, int base, String... options) {
        return awaitReady(launchQuickly(dataDir, base, options));
    }

    private static DemoProcess awaitReady(DemoProcess demo) {
        Await.that("the demo is ready\n" + demo.output, READY_WITHIN, () -> demo.isReady() || !demo.process.isAlive());
        if (!demo.isReady()) {
            throw new AssertionError("the demo ended: " + demo.text());
        }
        return demo;
    }

    /** Starts a demo as {@link #startQuickly} does and does not wait. */
    static DemoProcess launchQuickly(Path dataDir, int base, String... options) {
        return launch(dataDir, base, List.of("-XX:TieredStopAtLevel=1"), options);
    }

    private static DemoProcess launch(Path dataDir, int base, List<String> jvm, String... options) {
        try {
            Files.createDirectories(dataDir);
            Path output = Files.createTempFile(dataDir, "demo-", ".out");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx832m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            command.addAll(jvm);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "io.bytefreezer.launcher.Main",
                    "demo",
                    "--data-dir",
                    dataDir.toString(),
                    "--port-base",
                    Integer.toString(base)));
            command.addAll(List.of(options));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            return new DemoProcess(builder.start(), output, dataDir, base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lowest of fifteen ports that are free now. The search begins somewhere: two test processes rarely meet. */
    static int freePorts() {
        int begin = (int) (ProcessHandle.current().pid() * 7 % ROWS);
        for (int row = 0; row < ROWS; row++) {
            int base = FIRST + (begin + row) % ROWS * PORTS;
            if (allFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException("no " + PORTS + " free ports in a row");
    }

    int control() {
        return base;
    }

    int proxy() {
        return base + 2;
    }

    int query() {
        return base + 4;
    }

    int syslog() {
        return base + 14;
    }

    int s3() {
        return base + 10;
    }

    int kafka() {
        return base + 12;
    }

    /** HTTP ports of all services. */
    List<Integer> services() {
        return List.of(base, base + 1, base + 2, base + 3, base + 4, base + 5);
    }

    Process process() {
        return process;
    }

    String serviceKey() {
        return read(dataDir.resolve("service-key")).strip();
    }

    /** What it printed so far. */
    String text() {
        return read(output);
    }

    /** Most memory it ever had resident, in bytes; Linux only, else 0. */
    long peakMemory() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return read(status)
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Tells it to stop, as Ctrl-C does, and returns how long it took. */
    Duration stop() {
        long begin = System.nanoTime();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the demo does not stop: " + text());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean isReady() {
        return text().lines().anyMatch(line -> line.startsWith("ready"));
    }

    private static boolean allFree(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
