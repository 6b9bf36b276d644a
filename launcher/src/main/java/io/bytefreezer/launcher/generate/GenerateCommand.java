package io.bytefreezer.launcher.generate;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends sample events to a proxy. */
@Command(name = "generate", description = "Sends sample events to a proxy's syslog and webhook inputs.")
public final class GenerateCommand implements Callable<Integer> {

    private static final int BATCHES_PER_SECOND = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Webhook of a dataset, e.g. http://127.0.0.1:8082/webhook/demo/web.")
    private @Nullable URI webhook;

    @Option(names = "--key", description = "Key for the webhook; BYTEFREEZER_SERVICE_KEY when left out.")
    private @Nullable String key = System.getenv("BYTEFREEZER_SERVICE_KEY");

    @Option(names = "--syslog", paramLabel = "HOST:PORT", description = "Syslog input, listening on UDP and TCP.")
    private @Nullable String syslog;

    @Option(names = "--rate", description = "Events a second (default ${DEFAULT-VALUE}).", defaultValue = "100")
    private int rate = 100;

    @Option(names = "--count", description = "Stop after so many events (default: never).", defaultValue = "0")
    private long count;

    @Option(
            names = "--seed",
            description = "The same seed gives the same events (default ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed = 1;

    @Override
    public Integer call() {
        if (webhook == null && syslog == null) {
            throw wrong("nothing to send to: give --webhook, --syslog or both");
        }
        if (rate < 1) {
            throw wrong("--rate must be at least 1, not " + rate);
        }
        Target target = new Target(webhook, key, syslog == null ? null : address(syslog));
        try (TrafficGenerator generator =
                new TrafficGenerator(target, RandomGeneratorFactory.getDefault().create(seed), Clock.systemUTC())) {
            sendUntilDone(generator);
            System.out.println("sent " + generator.sent() + " events");
        }
        return 0;
    }

    private void sendUntilDone(TrafficGenerator generator) {
        long pause = TimeUnit.SECONDS.toNanos(1) / BATCHES_PER_SECOND;
        long due = 0;
        long next = System.nanoTime();
        while (count == 0 || due < count) {
            int batch = Math.max(1, rate / BATCHES_PER_SECOND);
            if (count > 0) {
                batch = (int) Math.min(batch, count - due);
            }
            generator.send(batch);
            due += batch;
            next += rate < BATCHES_PER_SECOND ? TimeUnit.SECONDS.toNanos(1) / rate : pause;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    text.substring(0, Math.max(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw wrong("--syslog '" + text + "' is not HOST:PORT");
        }
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
