package io.bytefreezer.proxy.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.proxy.append.MemoryTopics;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A spool in front of topics in memory, and what a test does to it. */
final class SpoolFixture implements AutoCloseable {

    static final DatasetRef DATASET = DatasetRef.of("demo", "syslog");
    static final DatasetRef OTHER = DatasetRef.of("demo", "other");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final SpoolDisk disk;
    final Spool spool;
    final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong acknowledged = new AtomicLong();

    private SpoolFixture(Path directory, MemoryTopics topics, DataSize bytesMax) throws SpoolException {
        disk = new SpoolDisk(new SpoolFiles(directory), free::get, DataSize.ofMebibytes(1));
        Forwarder forwarder =
                new Forwarder(disk, topics::appender, (dataset, events) -> acknowledged.addAndGet(events.size()));
        spool = new Spool(bytesMax, disk, forwarder);
    }

    static SpoolFixture open(Path directory, MemoryTopics topics) throws SpoolException {
        return open(directory, topics, DataSize.ofMebibytes(64));
    }

    static SpoolFixture open(Path directory, MemoryTopics topics, DataSize bytesMax) throws SpoolException {
        return new SpoolFixture(directory, topics, bytesMax);
    }

    /** Spools events with these payloads, and returns when they are on disk. */
    Delivery put(DatasetRef dataset, String... payloads) {
        return spool.accept(
                        dataset,
                        List.of(payloads).stream().map(SpoolFixture::event).toList())
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "event " + i).toArray(String[]::new);
    }

    static RawEvent event(String payload) {
        return new RawEvent(
                UUID.randomUUID(), Instant.now(), "test", null, "syslog", Map.of(), payload.getBytes(UTF_8));
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** The files as they are now: what another process finds when this one is killed. */
    static Path crash(Path directory, Path copy) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    Files.createDirectories(
                            copy.resolve(directory.relativize(dir).toString()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, copy.resolve(directory.relativize(file).toString()));
                    return FileVisitResult.CONTINUE;
                }
            });
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        spool.close(Duration.ofSeconds(2));
    }
}
