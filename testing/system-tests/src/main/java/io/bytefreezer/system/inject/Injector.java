package io.bytefreezer.system.inject;

import io.bytefreezer.system.fault.Fault;
import io.bytefreezer.system.gate.DatabaseGate;
import io.bytefreezer.system.gate.StoreGate;
import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.Frozen;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import io.bytefreezer.system.process.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does what faults say, and mends it: when a call returns, what it broke serves again. Faults that hold the same wait for each
 * other. Safe for use by many threads.
 */
public final class Injector {

    private static final Duration SERVES_WITHIN = Duration.ofMinutes(2);

    /** Packers commit every few seconds while they work at all. */
    private static final Duration COMMITS_WITHIN = Duration.ofMinutes(1);

    private final Stack stack;
    private final Supervisor supervisor;
    private final Cluster cluster;
    private final StoreGate store;
    private final DatabaseGate database;
    private final Map<String, Disk> disks;
    private final Topics topics;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** What is done to topics, by whoever knows what is in them. */
    public interface Topics {

        /** Writes records that no decoder takes. */
        Outcome poison(Fault.SendPoison poison);

        /** Deletes a topic and makes it again. */
        Outcome remake(Cluster cluster) throws ExecutionException, InterruptedException;
    }

    /**
     * Everything between services and what they need.
     *
     * @param store before the store
     * @param database before the catalog's database
     * @param disks the disks that can be filled, by the name of the service whose files are there
     */
    public record Obstacles(StoreGate store, DatabaseGate database, Map<String, Disk> disks) {

        /** Copies the map. */
        public Obstacles {
            disks = Map.copyOf(disks);
        }
    }

    /** An injector for a running stack. */
    public Injector(Stack stack, Supervisor supervisor, Cluster cluster, Obstacles obstacles, Topics topics) {
        this.stack = stack;
        this.supervisor = supervisor;
        this.cluster = cluster;
        this.store = obstacles.store();
        this.database = obstacles.database();
        this.disks = obstacles.disks();
        this.topics = topics;
    }

    /** Lets a fault happen; returns when it is mended. */
    public Outcome inject(Fault fault) {
        List<ReentrantLock> held = fault.holds().stream()
                .sorted()
                .map(name -> locks.computeIfAbsent(name, absent -> new ReentrantLock(true)))
                .toList();
        held.forEach(ReentrantLock::lock);
        try {
            return carryOut(fault);
        } catch (ExecutionException e) {
            return new Outcome.Skipped("Kafka did not do it: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Skipped("interrupted");
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private Outcome carryOut(Fault fault) throws ExecutionException, InterruptedException {
        return switch (fault) {
            case Fault.KillService kill -> killService(kill);
            case Fault.FreezeService freeze -> freeze(freeze);
            case Fault.KillBroker kill -> {
                Child broker = stack.brokers().get(kill.node() - 1);
                supervisor.whileAway(broker, broker::kill, kill.away());
                yield awaitKafka(broker);
            }
            case Fault.RestartBroker restart -> {
                Child broker = stack.brokers().get(restart.node() - 1);
                supervisor.whileAway(broker, broker::stop, Duration.ZERO);
                yield awaitKafka(broker);
            }
            case Fault.KillController kill -> {
                supervisor.whileAway(stack.controller(), stack.controller()::kill, kill.away());
                yield awaitKafka(stack.controller());
            }
            case Fault.MoveLeaders move -> {
                cluster.moveLeaders(move.steps());
                yield awaitKafka(stack.controller());
            }
            case Fault.DisturbStore disturb -> disturb(disturb);
            case Fault.LoseCommits lose -> loseCommits(lose);
            case Fault.CutCatalog cut -> {
                database.cut();
                yield new Outcome.Injected();
            }
            case Fault.FillDisk fill -> fill(fill);
            case Fault.StormOfRebalances storm -> storm(storm);
            case Fault.SendPoison poison -> topics.poison(poison);
            case Fault.RecreateTopic remake -> topics.remake(cluster);
        };
    }

    private Outcome killService(Fault.KillService kill) {
        Child service = service(kill.service(), kill.number());
        supervisor.whileAway(service, service::kill, kill.away());
        return awaitServing(service);
    }

    private Outcome freeze(Fault.FreezeService freeze) {
        Child service = service(freeze.service(), freeze.number());
        if (!service.isRunning()) {
            return new Outcome.Skipped(service + " is not running");
        }
        Frozen frozen = service.freeze();
        try {
            Waiting.pause(freeze.time());
        } finally {
            frozen.close();
        }
        return awaitServing(service);
    }

    private Outcome disturb(Fault.DisturbStore disturb) {
        StoreGate.Armed armed = store.arm(disturb.fault(), disturb.requests());
        Waiting.until(disturb.within(), armed::isSpent);
        store.disarm(armed);
        return armed.happened() > 0 ? new Outcome.Injected() : new Outcome.Skipped("no request came that it concerns");
    }

    private Outcome loseCommits(Fault.LoseCommits lose) {
        long lostBefore = database.lost();
        database.loseCommits(lose.commits());
        boolean lost = Waiting.until(COMMITS_WITHIN, () -> database.lost() > lostBefore);
        return lost ? new Outcome.Injected() : new Outcome.Skipped("no commit came");
    }

    private Outcome fill(Fault.FillDisk fill) {
        Child service = service(fill.service(), fill.number());
        Disk disk = disks.get(service.name());
        if (disk == null) {
            return new Outcome.Skipped("its files are on no disk of their own");
        }
        try {
            disk.fill();
            Waiting.pause(fill.time());
        } finally {
            disk.free();
        }
        return awaitServing(service);
    }

    private Outcome storm(Fault.StormOfRebalances storm) {
        Child service = service(storm.service(), storm.number());
        for (int time = 0; time < storm.times(); time++) {
            // One leaves in good order, the next does not.
            supervisor.whileAway(service, time % 2 == 0 ? service::stop : service::kill, storm.pause());
            awaitServing(service);
            Waiting.pause(storm.pause());
        }
        return new Outcome.Injected();
    }

    private Child service(ServiceKind kind, int number) {
        return stack.services(kind).get(number - 1).process();
    }

    private static Outcome awaitServing(Child child) {
        // What ends meanwhile is started again by the supervisor.
        Waiting.until(SERVES_WITHIN, child::serves);
        return new Outcome.Injected();
    }

    private Outcome awaitKafka(Child node) {
        awaitServing(node);
        cluster.awaitInSync(SERVES_WITHIN);
        return new Outcome.Injected();
    }
}
