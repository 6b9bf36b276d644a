package io.bytefreezer.system.outage;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.process.Stack;
import io.bytefreezer.system.process.Waiting;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One measurement: messages flow, the only broker is killed, stays away, comes back, and messages flow on.
 *
 * @param lead how long messages flow before and after
 * @param away how long the broker is away
 * @param rate messages a second for each transport, a multiple of 100
 * @param out where progress is told
 */
record Outage(Duration lead, Duration away, int rate, PrintStream out) {

    static final DatasetRef DATASET = DatasetRef.of("outage", "syslog");

    private static final Duration SERVES_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(10);
    private static final int MEBIBYTE = 1024 * 1024;

    /** Measures with a stack of one broker, the control plane and one proxy, which stay the caller's to close. */
    OutageReport measure(Stack stack, int syslogPort) {
        Proxy proxy = new Proxy(stack);
        stack.startFoundations();
        proxy.createDataset();
        stack.startServices();
        List<Flood> floods = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            floods.add(new Flood(transport, syslogPort, rate));
        }
        say("%,d messages a second each over UDP and TCP; the broker goes away in %d s"
                .formatted(rate, lead.toSeconds()));
        Waiting.pause(lead);
        stack.brokers().getFirst().kill();
        say("the broker is away, for %d s".formatted(away.toSeconds()));
        Waiting.pause(away);
        stack.brokers().getFirst().start();
        stack.brokers().getFirst().awaitServing(SERVES_WITHIN);
        say("the broker is back; the proxy's spool holds %,d events".formatted(proxy.spooled()));
        Waiting.pause(lead);
        floods.forEach(Flood::close);
        int sent = floods.stream().mapToInt(Flood::sent).sum();
        say("%,d messages were sent; waiting for the spool to drain".formatted(sent));
        if (!Waiting.until(DRAINED_WITHIN, () -> proxy.isSettled(sent))) {
            say("the spool did not drain within %s".formatted(DRAINED_WITHIN));
        }
        say("the proxy used %d MiB at its peak".formatted(proxy.peakMemoryBytes() / MEBIBYTE));
        return report(stack, floods, proxy);
    }

    private static OutageReport report(Stack stack, List<Flood> floods, Proxy proxy) {
        Arrivals arrivals = new RawTopic(stack.plan().addresses().bootstrapServers(), DATASET).read();
        List<OutageReport.Flow> flows = floods.stream()
                .map(flood -> new OutageReport.Flow(
                        flood.transport(),
                        flood.sent(),
                        arrivals.arrived(flood.transport()),
                        arrivals.doubled(flood.transport()),
                        flood.behindMax()))
                .toList();
        return new OutageReport(flows, proxy.dropped(), arrivals.strange());
    }

    private void say(String text) {
        out.println("outage: " + text);
    }
}
