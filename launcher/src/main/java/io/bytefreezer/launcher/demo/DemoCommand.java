package io.bytefreezer.launcher.demo;

import io.bytefreezer.embedded.EmbeddedStackException;
import io.bytefreezer.embedded.PortInUseException;
import io.bytefreezer.launcher.generate.Target;
import io.bytefreezer.launcher.generate.TrafficGenerator;
import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.runtime.service.ServiceStartException;
import java.io.Console;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs everything on this machine until it is told to stop. */
@Command(
        name = "demo",
        description = "Runs everything on this machine, with traffic: a Kafka broker, an S3 server and all services.")
public final class DemoCommand implements Callable<Integer> {

    private static final Duration BATCH_EVERY = Duration.ofMillis(500);
    private static final Duration LINE_EVERY_TERMINAL = Duration.ofSeconds(1);
    private static final Duration LINE_EVERY_LOG = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int EXIT_CANNOT_START = 1;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Keeps all state (default ~/.bytefreezer/demo).")
    private Path dataDir = Path.of(System.getProperty("user.home"), ".bytefreezer", "demo");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Moves the ports: control plane N, receiver N+1, proxy N+2, packer N+3, query N+4, piper N+5,"
                    + " S3 N+10, Kafka N+12, syslog N+14.")
    private @Nullable Integer portBase;

    @Option(names = "--no-traffic", description = "Sends no sample events.")
    private boolean noTraffic;

    @Option(names = "--rate", description = "Sample events a second (default ${DEFAULT-VALUE}).", defaultValue = "20")
    private int rate = 20;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        long begin = System.nanoTime();
        DemoPorts ports = portBase == null ? DemoPorts.DEFAULT : DemoPorts.from(portBase);
        DemoConfig config = new DemoConfig(dataDir.toAbsolutePath().normalize(), ports);
        // Before the log, which makes missing directories for everybody.
        config.makeDirectory();
        Logging.configure(Logging.Format.PLAIN, "info", config.dataDir().resolve("demo.log"));
        out.println("starting, the log is " + config.dataDir().resolve("demo.log"));
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop-demo"));
        try {
            run(config, begin, stop);
            out.println("stopped");
            return 0;
        } catch (PortInUseException | ServiceStartException | EmbeddedStackException e) {
            System.err.println("bytefreezer: " + e.getMessage()
                    + "\n'--port-base N' moves all ports of the demo, '--data-dir DIR' all its files.");
            return EXIT_CANNOT_START;
        } finally {
            stopped.countDown();
        }
    }

    private void run(DemoConfig config, long begin, CountDownLatch stop) throws InterruptedException {
        config.ports().requireFree();
        try (DemoStack stack = DemoStack.start(config)) {
            String key = stack.serviceKey();
            out.print(Welcome.text(config, key));
            out.println(String.format(Locale.ROOT, "ready in %.1f s, Ctrl-C stops", seconds(begin)));
            serve(stack, config.ports(), stop);
        }
    }

    /** Prints the live line and sends traffic until told to stop. */
    private void serve(DemoStack stack, DemoPorts ports, CountDownLatch stop) throws InterruptedException {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        Duration every = terminal ? LINE_EVERY_TERMINAL : LINE_EVERY_LOG;
        String key = stack.serviceKey();
        try (LiveLine line = new LiveLine(stack, ports, key);
                TrafficGenerator traffic = traffic(ports, key)) {
            long nextLine = System.nanoTime();
            do {
                if (!noTraffic) {
                    traffic.send((int) Math.max(1, rate * BATCH_EVERY.toMillis() / 1000));
                }
                if (System.nanoTime() - nextLine >= 0) {
                    out.print(terminal ? "\r\u001b[K" + line.text() : line.text() + "\n");
                    out.flush();
                    nextLine = System.nanoTime() + every.toNanos();
                }
            } while (!stop.await(BATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        }
        out.println("\nstopping");
    }

    private static TrafficGenerator traffic(DemoPorts ports, String key) {
        URI webhook = URI.create(
                "http://127.0.0.1:" + ports.proxy() + "/webhook/" + DemoDatasets.TENANT + "/" + DemoDatasets.WEB);
        Target target =
                new Target(webhook, key, new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.syslog()));
        return new TrafficGenerator(target, RandomGeneratorFactory.getDefault().create(1), Clock.systemUTC());
    }

    /** Runs when the process is told to stop: it ends after this, so this waits for the rest. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (!stopped.await(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("bytefreezer: the demo did not stop in time; the next start mends what was cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
