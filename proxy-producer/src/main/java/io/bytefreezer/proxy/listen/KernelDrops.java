package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.listen.UdpTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how many datagrams the operating system dropped because a socket's buffer was full, where it says so: on Linux.
 * Elsewhere it always tells none. Belongs to one thread.
 */
final class KernelDrops {

    private static final Logger LOG = LoggerFactory.getLogger(KernelDrops.class);

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private final Predicate<Row> mine;
    private long told;

    private KernelDrops(Predicate<Row> mine) {
        this.mine = mine;
    }

    /**
     * For the one socket that was opened between two looks.
     *
     * @param socketsBefore what {@link #sockets} gave before it was opened
     */
    static KernelDrops of(int port, Set<Long> socketsBefore) {
        Set<Long> opened = new HashSet<>(sockets());
        opened.removeAll(socketsBefore);
        return new KernelDrops(row -> row.port() == port && opened.contains(row.inode()));
    }

    /** The sockets that this process has open, as the kernel knows them. */
    static Set<Long> sockets() {
        Set<Long> inodes = new HashSet<>();
        if (Files.isDirectory(OPEN_FILES)) {
            try (Stream<Path> files = Files.list(OPEN_FILES)) {
                files.forEach(file -> addInode(file, inodes));
            } catch (IOException e) {
                LOG.debug("cannot list {}", OPEN_FILES, e);
            }
        }
        return inodes;
    }

    /** How many were dropped since this was asked last. */
    long fresh() {
        long now = TABLES.stream()
                .flatMap(table -> read(table).stream())
                .filter(mine)
                .mapToLong(Row::drops)
                .sum();
        long fresh = Math.max(0, now - told);
        told = Math.max(told, now);
        return fresh;
    }

    private static List<Row> read(Path table) {
        try {
            return Files.isReadable(table) ? UdpTable.rows(Files.readString(table)) : List.of();
        } catch (IOException e) {
            LOG.debug("cannot read {}", table, e);
            return List.of();
        }
    }

    private static void addInode(Path file, Set<Long> inodes) {
        try {
            Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
            if (socket.matches()) {
                inodes.add(Long.parseLong(socket.group(1)));
            }
        } catch (IOException e) {
            // It was closed in between, as the listing itself is.
            LOG.trace("{} is gone", file, e);
        }
    }
}
