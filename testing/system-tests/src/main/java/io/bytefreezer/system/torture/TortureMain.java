package io.bytefreezer.system.torture;

import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.system.fault.Menu;
import io.bytefreezer.system.fault.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bytefreezer torture}. */
@Command(
        name = "bytefreezer torture",
        mixinStandardHelpOptions = true,
        description =
                "Kills, freezes, cuts and fills everything while events flow, then counts every event at every stage.",
        footer = {
            "",
            "Exit code 0 when nothing was lost and nothing doubled, 1 when something was, 2 for a wrong option."
        })
public final class TortureMain implements Callable<Integer> {

    @Option(names = "--minutes", description = "How long faults are injected (default: ${DEFAULT-VALUE}).")
    private double minutes = 20;

    @Option(names = "--seed", description = "Which faults, and in which order (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--every", description = "Mean seconds from one fault to the next (default: ${DEFAULT-VALUE}).")
    private double every = 6;

    @Option(names = "--rate", description = "Events per second over HTTP (default: ${DEFAULT-VALUE}).")
    private int rate = 150;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where a directory for the run is made (default: the system's for temporary files).")
    private @Nullable Path dir;

    @Option(
            names = "--strict-tcp",
            description = "Take a syslog connection that the proxy closed for an acknowledgement of all it carried.")
    private boolean strictTcp;

    @Option(names = "--keep", description = "Keep logs and data of a good run too.")
    private boolean keep;

    private TortureMain() {}

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new TortureMain()).execute(args));
    }

    @Override
    public Integer call() {
        Options options = new Options(seed, seconds(minutes * 60), seconds(every), rate, strictTcp, directory());
        Logging.configure(Logging.Format.PLAIN, "INFO", options.directory().resolve("torture.log"));
        System.out.println("seed " + seed + ", everything is in " + options.directory());
        Scene scene = Scene.prepare(options.directory(), true);
        // Ctrl-C ends the main thread wherever it is.
        Thread end = new Thread(scene::close, "end");
        Runtime.getRuntime().addShutdownHook(end);
        Menu menu = scene.hasDisks() ? Menu.all().withDisks() : Menu.all();
        if (!scene.hasDisks()) {
            System.out.println("full disks are left out: this user may not mount a file system to fill");
        }
        Report report = new TortureRun(options, scene, System.out)
                .run(Schedule.draw(seed, menu, options.length(), options.pause()));
        scene.close();
        System.out.println(report.text());
        if (report.isGood() && !keep) {
            delete(options.directory());
        } else {
            System.out.println("logs and data are in " + options.directory());
        }
        System.out.println(report.summary());
        return report.isGood() ? 0 : 1;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private Path directory() {
        try {
            String prefix = "bytefreezer-torture-" + seed + "-";
            return dir == null
                    ? Files.createTempDirectory(prefix)
                    : Files.createTempDirectory(Files.createDirectories(dir).toAbsolutePath(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the run", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
