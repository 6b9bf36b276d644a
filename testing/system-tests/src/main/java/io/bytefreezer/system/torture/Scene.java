package io.bytefreezer.system.torture;

import io.bytefreezer.system.gate.DatabaseGate;
import io.bytefreezer.system.gate.StoreGate;
import io.bytefreezer.system.inject.Disk;
import io.bytefreezer.system.inject.Injector;
import io.bytefreezer.system.load.Dataset;
import io.bytefreezer.system.load.Load;
import io.bytefreezer.system.load.Proxy;
import io.bytefreezer.system.process.Addresses;
import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.Eager;
import io.bytefreezer.system.process.Ports;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import io.bytefreezer.system.process.StackPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a run takes place: the stack, with gates before its store and its database and small disks under some of its
 * services. Closing it ends everything; safe for use by many threads.
 */
final class Scene implements AutoCloseable {

    private static final int BROKERS = 3;
    private static final int EACH = 2;
    private static final int DISK_MEBIBYTES = 96;

    private final Stack stack;
    private final List<Integer> syslogs;
    private final Injector.Obstacles obstacles;

    private Scene(Stack stack, List<Integer> syslogs, Injector.Obstacles obstacles) {
        this.stack = stack;
        this.syslogs = syslogs;
        this.obstacles = obstacles;
    }

    /**
     * Prepares everything below a directory; nothing but the gates runs yet.
     *
     * @param withDisks whether to mount disks that can be filled, where this user may
     */
    static Scene prepare(Path directory, boolean withDisks) {
        Ports ports = new Ports();
        Addresses direct = Addresses.direct(ports, BROKERS);
        StoreGate store = StoreGate.open(ports.free(), direct.store());
        DatabaseGate database = DatabaseGate.open(ports.free(), direct.database());
        List<Integer> syslogs = new ArrayList<>();
        for (int proxy = 0; proxy < EACH; proxy++) {
            syslogs.add(ports.free());
        }
        StackPlan plan = new StackPlan(
                directory,
                direct.behind(store.port(), database.port()),
                Map.of(
                        ServiceKind.PROXY, EACH,
                        ServiceKind.RECEIVER, EACH,
                        ServiceKind.PIPER, EACH,
                        ServiceKind.PACKER, EACH),
                (kind, number) -> kind == ServiceKind.PROXY ? syslog(syslogs.get(number - 1)) : Eager.settings(kind),
                (kind, number) -> data(directory, kind, number));
        Stack stack = new Stack(plan, ports);
        return new Scene(
                stack,
                List.copyOf(syslogs),
                new Injector.Obstacles(store, database, withDisks ? disks(directory) : Map.of()));
    }

    Stack stack() {
        return stack;
    }

    Injector.Obstacles obstacles() {
        return obstacles;
    }

    /** Whether there are disks that can be filled. */
    boolean hasDisks() {
        return !obstacles.disks().isEmpty();
    }

    /** What is sent to the stack. */
    Load.Plan load(Options options) {
        List<Proxy> proxies = new ArrayList<>();
        for (Stack.Service service : stack.services(ServiceKind.PROXY)) {
            Child process = service.process();
            proxies.add(new Proxy(
                    service.port(), syslogs.get(proxies.size()), () -> process.isRunning() ? process.starts() : 0));
        }
        return new Load.Plan(
                proxies, stack.serviceKey(), options.eventsPerSecond(), options.trustsTcp(), options.seed());
    }

    @Override
    public void close() {
        stack.close();
        obstacles.store().close();
        obstacles.database().close();
        obstacles.disks().values().forEach(Disk::close);
    }

    private static Map<String, Disk> disks(Path directory) {
        Map<String, Disk> disks = new HashMap<>();
        for (ServiceKind kind : List.of(ServiceKind.PROXY, ServiceKind.PACKER)) {
            Disk.mount(data(directory, kind, 1), DISK_MEBIBYTES)
                    .ifPresent(disk -> disks.put(StackPlan.nameOf(kind, 1), disk));
        }
        return disks;
    }

    private static Path data(Path directory, ServiceKind kind, int number) {
        return directory.resolve("data").resolve(StackPlan.nameOf(kind, number));
    }

    private static String syslog(int port) {
        return """
                inputs:
                  - name: syslog
                    type: syslog
                    tenant: %s
                    dataset: %s
                    host: 127.0.0.1
                    port: %d
                """.formatted(Dataset.TENANT, Dataset.SYSLOG.id(), port);
    }
}
