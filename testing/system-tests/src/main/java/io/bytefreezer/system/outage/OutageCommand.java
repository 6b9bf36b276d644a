package io.bytefreezer.system.outage;

import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.system.process.Addresses;
import io.bytefreezer.system.process.Eager;
import io.bytefreezer.system.process.Ports;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import io.bytefreezer.system.process.StackPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a long outage of Kafka costs senders over UDP and plain TCP. */
@Command(
        name = "outage",
        mixinStandardHelpOptions = true,
        description =
                "Kills the only broker under syslog over UDP and TCP, starts it again after a while, and compares what"
                        + " arrived with what was sent.")
public final class OutageCommand implements Callable<Integer> {

    @Option(
            names = "--minutes",
            description = "How long the broker is away (default ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private double minutes = 3;

    @Option(
            names = "--rate",
            description = "Messages a second for each transport, a multiple of 100 (default ${DEFAULT-VALUE}).",
            defaultValue = "5000")
    private int rate = 5000;

    @Option(
            names = "--lead",
            paramLabel = "SECONDS",
            description = "How long messages flow before and after (default ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int lead = 20;

    @Option(names = "--dir", description = "Where everything is kept; a temporary directory unless given.")
    private @Nullable Path dir;

    private OutageCommand() {}

    @Override
    public Integer call() throws IOException {
        Path directory = dir == null ? Files.createTempDirectory("bytefreezer-outage") : Files.createDirectories(dir);
        Logging.configure(Logging.Format.PLAIN, "INFO", directory.resolve("outage.log"));
        Outage outage =
                new Outage(Duration.ofSeconds(lead), Duration.ofMillis((long) (minutes * 60_000)), rate, System.out);
        Ports ports = new Ports();
        int syslog = ports.free();
        StackPlan plan = new StackPlan(
                directory,
                Addresses.direct(ports, 1),
                Map.of(ServiceKind.PROXY, 1),
                (kind, number) -> kind == ServiceKind.PROXY ? settings(syslog) : Eager.settings(kind),
                (kind, number) -> directory.resolve("data").resolve(StackPlan.nameOf(kind, number)));
        OutageReport report;
        try (Stack stack = new Stack(plan, ports)) {
            report = outage.measure(stack, syslog);
        }
        System.out.println(report.text());
        System.out.println("outage: logs and data are in " + directory);
        return report.isGood() ? 0 : 1;
    }

    private static String settings(int syslog) {
        return """
                inputs:
                  - type: syslog
                    tenant: %s
                    dataset: %s
                    host: 127.0.0.1
                    port: %d
                """.formatted(Outage.DATASET.tenant(), Outage.DATASET.dataset(), syslog);
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new OutageCommand()).execute(args));
    }
}
