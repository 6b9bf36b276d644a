package io.bytefreezer.launcher.service;

import io.bytefreezer.runtime.log.Logging;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one service until the process is told to stop. */
@Command
public final class ServiceCommand implements Callable<Integer> {

    private final Launchable<?> service;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The service's YAML file. Without it everything comes from environment variables.")
    private @Nullable Path config;

    @Option(names = "--log-format", description = "json (default) or plain.", defaultValue = "json")
    private Logging.Format logFormat = Logging.Format.JSON;

    @Option(names = "--log-level", description = "error, warn, info (default), debug or trace.", defaultValue = "info")
    private String logLevel = "info";

    /** The command for one service. */
    public ServiceCommand(Launchable<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.configure(logFormat, logLevel, null);
        Logger log = LoggerFactory.getLogger("bytefreezer." + service.name());
        Launchable.Running running = service.start(config, System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            log.info("{} stops", service.name());
                            running.close();
                            stopped.countDown();
                        },
                        "stop-" + service.name()));
        log.info("{} serves on port {}", service.name(), running.host().port());
        stopped.await();
        return 0;
    }
}
