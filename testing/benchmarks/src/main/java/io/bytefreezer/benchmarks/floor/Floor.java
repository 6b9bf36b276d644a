package io.bytefreezer.benchmarks.floor;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.load.EventFile;
import io.bytefreezer.benchmarks.report.FloorRun;
import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.benchmarks.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Measures the floor, as often as one likes. Its process stays, so that it is as warm as the services are. */
public final class Floor {

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Pattern LOADED = Pattern.compile("loaded (\\d+)");
    private static final long MIB = 1 << 20;
    private static final long HEAP_BESIDE_EVENTS_MIB = 768;

    private final Admin admin;
    private final Child broker;
    private final Child clients;
    private final EventFile events;
    private final int partitions;
    private int runs;

    private Floor(Admin admin, Child broker, Child clients, EventFile events, int partitions) {
        this.admin = admin;
        this.broker = broker;
        this.clients = clients;
        this.events = events;
        this.partitions = partitions;
    }

    /**
     * Starts the floor's process, which belongs to the stack from then on.
     *
     * @param admin stays the caller's to close
     */
    public static Floor start(Stack stack, Installation installation, Admin admin, EventFile events, int partitions) {
        Child broker = stack.processes().stream()
                .filter(child -> child.name().equals(Stack.KAFKA))
                .findFirst()
                .orElseThrow();
        long heap = HEAP_BESIDE_EVENTS_MIB + 2 * events.bytes() / MIB;
        List<String> command = installation.java(
                "floor",
                heap + "m",
                FloorProcess.class,
                stack.bootstrapServers(),
                events.path().toString());
        Child clients = stack.start("floor", command);
        clients.await(LOADED, WITHIN);
        return new Floor(admin, broker, clients, events, partitions);
    }

    /** Runs once. */
    public FloorRun run() throws InterruptedException {
        int number = ++runs;
        String topic = "floor-" + number;
        try {
            create(topic);
            Duration clientsBefore = clients.cpu();
            Duration brokerBefore = broker.cpu();
            clients.tell("run " + number + " " + topic);
            String nanos = clients.await(Pattern.compile("run " + number + " took (\\d+)"), WITHIN);
            FloorRun run = new FloorRun(
                    events.events(events.batches()),
                    Duration.ofNanos(Long.parseLong(nanos)),
                    clients.cpu().minus(clientsBefore),
                    broker.cpu().minus(brokerBefore));
            admin.deleteTopics(List.of(topic)).all().get();
            return run;
        } catch (ExecutionException e) {
            throw new BenchmarkException("the floor cannot make or remove its topic: " + e.getCause(), e);
        }
    }

    /**
     * Returns when the leader of every partition answers. A batch that comes before is refused, and if one behind it gets
     * through, an idempotent producer can no more bring it in.
     */
    private void create(String topic) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        admin.listOffsets(all).all().get();
    }
}
