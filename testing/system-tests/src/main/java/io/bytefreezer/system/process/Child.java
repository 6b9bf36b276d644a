package io.bytefreezer.system.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs the classes of this one and dies with it. It is started, ended and started again on its own data;
 * what it prints is appended to one file. Safe for use by many threads.
 */
public final class Child implements AutoCloseable {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    private final ChildPlan plan;
    private final Path log;
    private @Nullable Process process;
    private int starts;

    /**
     * A child that does not run yet.
     *
     * @param logs an existing directory, where it writes {@code <name>.log}
     */
    public Child(ChildPlan plan, Path logs) {
        this.plan = plan;
        this.log = logs.resolve(plan.name() + ".log");
    }

    /** Its name. */
    public String name() {
        return plan.name();
    }

    /** Where it writes what it prints. */
    public Path log() {
        return log;
    }

    /** How often it was started. */
    public synchronized int starts() {
        return starts;
    }

    /** Whether its process lives, frozen or not. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether it serves, as seen from outside. */
    public boolean serves() {
        return isRunning() && plan.probe().serves();
    }

    /** The id of its process; of the last one when it is not running. */
    public long pid() {
        return current().pid();
    }

    private synchronized Process current() {
        if (process == null) {
            throw new IllegalStateException(plan.name() + " was never started");
        }
        return process;
    }

    /** Processor time that its present process has used; zero when the operating system does not tell. */
    public synchronized Duration cpu() {
        return process == null
                ? Duration.ZERO
                : process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Starts it and does not wait; does nothing when it runs. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Few malloc arenas, as in the script that starts services.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(plan.environment());
            process = builder.start();
            starts++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + plan.name(), e);
        }
    }

    /**
     * Waits until it serves.
     *
     * @throws IllegalStateException when it does not within the time, with the file to look into
     */
    public void awaitServing(Duration within) {
        if (!Waiting.until(within, () -> plan.probe().serves() || !isRunning()) || !isRunning()) {
            throw new IllegalStateException(
                    plan.name() + (isRunning() ? " does not serve within " + within : " has ended") + ", see " + log);
        }
    }

    /** Waits until it has ended by itself, and says with which exit code; nothing when it has not ended within the time. */
    public OptionalInt awaitExit(Duration within) {
        Process current = current();
        try {
            return current.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(current.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Ends it as the operating system does when memory is short: at once, with SIGKILL. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    /** Ends it in good order, as far as it does that within 20 s. */
    public synchronized void stop() {
        if (process != null) {
            process.destroy();
            if (!awaitEnd(process)) {
                kill();
            }
        }
    }

    /**
     * Stops its time with SIGSTOP, until what is returned is closed. Should this process die meanwhile, it goes on too, and
     * ends because its parent is gone.
     */
    public synchronized Frozen freeze() {
        return Frozen.of(pid());
    }

    /** Closes the pipe by which it knows that its parent lives, as this process's own end would: it ends by itself. */
    synchronized void letGo() {
        if (process != null) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the pipe to " + plan.name(), e);
            }
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return plan.name();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + plan.heapMebibytes() + "m",
                "-XX:+UseSerialGC",
                // These processes live for minutes and share two cores: the best code would come too late.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                classPath(),
                ChildMain.class.getName()));
        command.addAll(plan.role());
        return command;
    }

    private static String classPath() {
        // Maven's test runner has its class path in a manifest and tells the real one.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return path.isEmpty() ? "." : path.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
