package io.bytefreezer.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The whole pipeline, each part a process of its own: Kafka's controller and brokers, the store, the catalog's database, and
 * the services. What may happen to a part is done to its {@link Child}. Started and closed by one thread; in between safe
 * for use by many.
 */
public final class Stack implements AutoCloseable {

    private static final Duration SERVES_WITHIN = Duration.ofSeconds(90);
    private static final int KAFKA_HEAP = 256;
    private static final int CONTROLLER_HEAP = 160;
    private static final int STORE_HEAP = 256;
    private static final int DATABASE_HEAP = 96;
    private static final int COMMAND_HEAP = 384;

    private final StackPlan plan;
    private final Path logs;
    private final Child controller;
    private final List<Child> brokers = new ArrayList<>();
    private final Child store;
    private final Child database;
    private final Map<ServiceKind, List<Service>> services = new EnumMap<>(ServiceKind.class);

    /**
     * A service's process and its HTTP port.
     *
     * @param kind what it is
     * @param process its process
     * @param port its HTTP port
     */
    public record Service(ServiceKind kind, Child process, int port) {}

    /**
     * A stack of which nothing runs yet; its configuration files are written.
     *
     * @param ports gives the services' ports
     */
    public Stack(StackPlan plan, Ports ports) {
        this.plan = plan;
        this.logs = directory("logs");
        Addresses addresses = plan.addresses();
        controller = child(
                "controller",
                Roles.controller(directory("data/controller"), addresses.cluster()),
                CONTROLLER_HEAP,
                addresses.controller());
        for (int node = 1; node <= addresses.brokers().size(); node++) {
            int port = addresses.brokers().get(node - 1);
            brokers.add(child(
                    "broker-" + node,
                    Roles.broker(node, directory("data/broker-" + node), port, addresses.cluster()),
                    KAFKA_HEAP,
                    port));
        }
        store = child("store", Roles.store(directory("data/store"), addresses.store()), STORE_HEAP, addresses.store());
        database = child(
                "database",
                Roles.database(directory("data/database"), addresses.database()),
                DATABASE_HEAP,
                addresses.database());
        services.put(ServiceKind.CONTROL, List.of(service(ServiceKind.CONTROL, 1, addresses.control())));
        plan.services().forEach((kind, count) -> {
            List<Service> made = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                made.add(service(kind, number, ports.free()));
            }
            services.put(kind, List.copyOf(made));
        });
    }

    /**
     * Starts Kafka, the store, the database and the control plane, and waits until they serve.
     *
     * @throws IllegalStateException when one does not, with the file to look into
     */
    public void startFoundations() {
        List<Child> foundations = new ArrayList<>(
                List.of(controller, store, database, controlPlane().process()));
        foundations.addAll(brokers);
        foundations.forEach(Child::start);
        foundations.forEach(child -> child.awaitServing(SERVES_WITHIN));
    }

    /**
     * Starts the other services, and waits until they serve: they need to hear of datasets for that, or at least of none.
     *
     * @throws IllegalStateException when one does not, with the file to look into
     */
    public void startServices() {
        List<Service> all = services();
        all.forEach(service -> service.process().start());
        all.forEach(service -> service.process().awaitServing(SERVES_WITHIN));
    }

    /** What it consists of. */
    public StackPlan plan() {
        return plan;
    }

    /** The key with which the services' interfaces are used. */
    public String serviceKey() {
        return ServiceFiles.SERVICE_KEY;
    }

    /** JDBC URL of the catalog's database itself, for its user {@code sa} without a password. */
    public String catalogUrl() {
        return ServiceFiles.catalogUrl(plan.addresses().database());
    }

    /** Kafka's controller. */
    public Child controller() {
        return controller;
    }

    /** Kafka's brokers; node 1 first. */
    public List<Child> brokers() {
        return List.copyOf(brokers);
    }

    /** The S3 server. */
    public Child store() {
        return store;
    }

    /** The control plane. */
    public Service controlPlane() {
        return services(ServiceKind.CONTROL).getFirst();
    }

    /** The services of a kind; number 1 first. */
    public List<Service> services(ServiceKind kind) {
        return services.getOrDefault(kind, List.of());
    }

    /** All services. */
    public List<Service> services() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    /** All processes. */
    public List<Child> children() {
        List<Child> children = new ArrayList<>();
        services().forEach(service -> children.add(service.process()));
        children.addAll(brokers);
        children.addAll(List.of(controller, store, database));
        return children;
    }

    /**
     * A {@code bytefreezer} command that has not been started, with what the first service of a kind is configured with.
     *
     * @param name names its log
     * @param words the command and its options
     */
    public Child command(String name, List<String> words, ServiceKind like) {
        ChildPlan child = new ChildPlan(
                name,
                Roles.command(words, new ServiceFiles(plan).file(like, 1)),
                COMMAND_HEAP,
                ServiceFiles.environment(),
                new Probe.Ends());
        return new Child(child, logs);
    }

    /** Kills all that runs; data, configuration and logs stay. */
    @Override
    public void close() {
        children().forEach(Child::close);
    }

    private Service service(ServiceKind kind, int number, int port) {
        Path config = new ServiceFiles(plan).write(kind, number, port);
        ChildPlan child = new ChildPlan(
                StackPlan.nameOf(kind, number),
                Roles.service(kind.command(), config),
                kind.heapMebibytes(),
                ServiceFiles.environment(),
                new Probe.IsHealthy(port));
        return new Service(kind, new Child(child, logs), port);
    }

    private Child child(String name, List<String> role, int heap, int port) {
        return new Child(new ChildPlan(name, role, heap, Map.of(), new Probe.Listens(port)), logs);
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(plan.directory().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + plan.directory().resolve(name), e);
        }
    }
}
