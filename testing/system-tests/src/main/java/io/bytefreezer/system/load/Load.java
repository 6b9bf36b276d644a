package io.bytefreezer.system.load;

import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.process.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;

/**
 * The events of a run: it sends them, from its start until it is closed, to every proxy in turn. Safe for use by many threads.
 */
public final class Load implements AutoCloseable {

    private static final int BATCH_MAX = 30;
    private static final int SENDERS_EACH = 2;
    private static final int OLD_ONE_OF = 20;
    private static final Duration SYSLOG_EVERY = Duration.ofMillis(100);
    private static final Duration ODD_EVERY = Duration.ofMillis(400);
    private static final Duration REMADE_EVERY = Duration.ofMillis(300);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Webhook webhook;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantReadWriteLock remade = new ReentrantReadWriteLock(true);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * What is sent where.
     *
     * @param proxies who takes it
     * @param key the service key
     * @param eventsPerSecond good events over HTTP; the others come on top
     * @param trusting whether a syslog connection that a proxy closed counts as an acknowledgement
     * @param seed of the events' contents
     */
    public record Plan(List<Proxy> proxies, String key, int eventsPerSecond, boolean trusting, long seed) {

        /** Copies the list. */
        public Plan {
            proxies = List.copyOf(proxies);
        }

        @Override
        public String toString() {
            // Without the key.
            return "Plan[proxies=" + proxies + ", eventsPerSecond=" + eventsPerSecond + "]";
        }
    }

    private Load(String key, Ledger ledger) {
        this.ledger = ledger;
        this.webhook = new Webhook(key, ledger);
    }

    /** Begins to send. */
    public static Load start(Plan plan, Ledger ledger) {
        Load load = new Load(plan.key(), ledger);
        SplittableRandom random = new SplittableRandom(plan.seed());
        // A slow answer holds one sender up, not all.
        int senders = SENDERS_EACH * plan.proxies().size();
        Duration pause = Duration.ofMillis(1_000L * senders * (BATCH_MAX + 1) / 2 / plan.eventsPerSecond());
        for (Proxy proxy : plan.proxies()) {
            for (int sender = 0; sender < SENDERS_EACH; sender++) {
                RandomGenerator own = random.split();
                load.repeat(pause, () -> load.good(proxy.webhook(), own));
            }
            load.sendSyslog(proxy, plan.trusting(), random.split());
        }
        int first = plan.proxies().getFirst().webhook();
        int last = plan.proxies().getLast().webhook();
        RandomGenerator odd = random.split();
        load.repeat(ODD_EVERY, () -> load.webhook.post(last, Dataset.ODD, 2, id -> EventText.odd(id, odd)));
        RandomGenerator good = random.split();
        load.repeat(REMADE_EVERY, () -> load.remade(first, good));
        return load;
    }

    /** Runs with nothing under way to the dataset that is remade, and nothing sent to it meanwhile. */
    public void whileRemadeRests(Runnable action) {
        remade.writeLock().lock();
        try {
            action.run();
        } finally {
            remade.writeLock().unlock();
        }
    }

    /** How many events were sent so far. */
    public int sent() {
        return ledger.size();
    }

    /** How many events over HTTP were not acknowledged. */
    public long unanswered() {
        return webhook.unanswered();
    }

    /** The HTTP statuses other than 200 that were heard. */
    public Set<Integer> refusals() {
        return webhook.refusals();
    }

    /** Ends when all requests under way are answered or given up. */
    @Override
    public void close() {
        ended.set(true);
        long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void sendSyslog(Proxy proxy, boolean trusting, RandomGenerator random) {
        SyslogTcp tcp = new SyslogTcp(proxy, ledger, trusting);
        SyslogUdp udp = new SyslogUdp(proxy, ledger);
        repeat(SYSLOG_EVERY, () -> tcp.send(id -> EventText.syslog(id, random, Instant.now())));
        RandomGenerator own = new SplittableRandom(random.nextLong());
        repeat(SYSLOG_EVERY, () -> udp.send(id -> EventText.syslog(id, own, Instant.now())));
    }

    private void good(int port, RandomGenerator random) {
        int count = 1 + random.nextInt(BATCH_MAX);
        webhook.post(port, Dataset.WEB, count, id -> goodOrOld(id, random));
    }

    private byte[] goodOrOld(int id, RandomGenerator random) {
        if (random.nextInt(OLD_ONE_OF) == 0) {
            ledger.expires(id);
            return EventText.old(id, random, Instant.now());
        }
        return EventText.good(id, random, Instant.now());
    }

    private void remade(int port, RandomGenerator random) {
        remade.readLock().lock();
        try {
            webhook.post(port, Dataset.REMADE, 2, id -> EventText.good(id, random, Instant.now()));
        } finally {
            remade.readLock().unlock();
        }
    }

    private void repeat(Duration pause, Runnable action) {
        threads.add(Thread.ofVirtual().name("load").start(() -> {
            while (!ended.get()) {
                action.run();
                Waiting.until(pause, ended::get);
            }
        }));
    }
}
