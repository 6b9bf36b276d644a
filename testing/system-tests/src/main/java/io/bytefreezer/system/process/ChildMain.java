package io.bytefreezer.system.process;

import io.bytefreezer.embedded.kafka.EmbeddedKafkaNode;
import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.launcher.Main;
import io.bytefreezer.runtime.log.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.h2.tools.Server;

/**
 * What runs in a child process: one service as the {@code bytefreezer} command runs it, one node of Kafka, the store, or the
 * catalog's database. It ends at once when its parent does.
 */
public final class ChildMain {

    private static final int PARENT_GONE = 3;

    private ChildMain() {}

    /** Runs a role of {@link Roles}, as its first argument says. */
    public static void main(String[] args) throws SQLException {
        Thread.ofPlatform().daemon().name("parent-watch").start(ChildMain::endWithParent);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        switch (args[0]) {
            case Roles.SERVICE -> Main.main(rest);
            case Roles.CONTROLLER -> {
                quiet();
                keep(EmbeddedKafkaNode.controller(Path.of(rest[0]), cluster(rest, 1)));
            }
            case Roles.BROKER -> {
                quiet();
                int id = Integer.parseInt(rest[0]);
                keep(EmbeddedKafkaNode.broker(id, Path.of(rest[1]), Integer.parseInt(rest[2]), cluster(rest, 3)));
            }
            case Roles.STORE -> {
                quiet();
                keep(EmbeddedS3.start(Path.of(rest[0]), Integer.parseInt(rest[1])));
            }
            case Roles.DATABASE -> database(rest[0], rest[1]);
            default -> throw new IllegalArgumentException("no child has the role " + args[0]);
        }
    }

    private static void quiet() {
        Logging.configure(Logging.Format.PLAIN, "INFO", null);
    }

    private static EmbeddedKafkaNode.Cluster cluster(String[] arguments, int from) {
        return new EmbeddedKafkaNode.Cluster(
                arguments[from], Integer.parseInt(arguments[from + 1]), Integer.parseInt(arguments[from + 2]));
    }

    private static void database(String directory, String port) throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", port, "-baseDir", directory, "-ifNotExists")
                .start();
        keep(server::stop);
    }

    private static void keep(AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "stop"));
        // Threads of the server keep the process alive, or else this one does.
        Thread.ofPlatform().name("keep").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        });
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    /** The parent holds the other end of standard input and never writes: when reading ends, it is gone. */
    private static void endWithParent() {
        try {
            int read = System.in.read();
            while (read >= 0) {
                read = System.in.read();
            }
        } catch (IOException e) {
            System.err.println("standard input cannot be read, so the parent is taken for gone: " + e.getMessage());
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
