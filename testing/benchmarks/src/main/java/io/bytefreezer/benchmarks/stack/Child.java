package io.bytefreezer.benchmarks.stack;

import io.bytefreezer.benchmarks.BenchmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that this one started, and what it has cost so far. Belongs to one thread, but for {@link #close()}. */
public final class Child implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final long KIB = 1024;

    private final String name;
    private final Process process;
    private final Path log;
    private final Writer in;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param environment what it gets beside this process's own environment
     * @param log where everything goes that it prints
     */
    public static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new BenchmarkException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** What it is called in the figures. */
    public String name() {
        return name;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new BenchmarkException(name + " does not listen, see " + log, e);
        }
    }

    /**
     * Waits until it has printed what is looked for.
     *
     * @return the first group of the pattern
     * @throws BenchmarkException when it ends before, or takes longer
     */
    public String await(Pattern wanted, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            Matcher found = wanted.matcher(read(log));
            if (found.find()) {
                return found.group(1);
            }
            if (ended || System.nanoTime() > deadline) {
                throw new BenchmarkException(
                        name + (ended ? " ended" : " takes too long") + ", its last words are in " + log, null);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Processor time it has used since it started, of all its threads. */
    public Duration cpu() {
        return cpu(process.toHandle());
    }

    /** Processor time that a process has used since it started. */
    public static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new BenchmarkException(
                        "this system does not tell the processor time of process " + process.pid(), null));
    }

    /** Most memory it ever had resident, in bytes; 0 where the system does not say: it is Linux that does. */
    public long peakMemory() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        Matcher peak = PEAK.matcher(read(status));
        return peak.find() ? Long.parseLong(peak.group(1)) * KIB : 0;
    }

    /** Tells it to end, as Ctrl-C does, and waits for that; ends it by force when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
