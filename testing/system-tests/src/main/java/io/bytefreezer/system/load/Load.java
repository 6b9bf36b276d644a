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
     * @param webhooks HTTP ports of the proxies
     * @param syslogs ports of their syslog inputs, over UDP and TCP
     * @param key the service key
     * @param eventsPerSecond good events over HTTP; the others come on top
     * @param seed of the events' contents
     */
    public record Plan(List<Integer> webhooks, List<Integer> syslogs, String key, int eventsPerSecond, long seed) {

        /** Copies the lists. */
        public Plan {
            webhooks = List.copyOf(webhooks);
            syslogs = List.copyOf(syslogs);
        }

        @Override
        public String toString() {
            // Without the key.
            return "Plan[webhooks=" + webhooks + ", syslogs=" + syslogs + ", eventsPerSecond=" + eventsPerSecond + "]";
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
        Duration pause =
                Duration.ofMillis(1_000L * plan.webhooks().size() * (BATCH_MAX + 1) / 2 / plan.eventsPerSecond());
        for (int port : plan.webhooks()) {
            RandomGenerator own = random.split();
            load.repeat(pause, () -> load.good(port, Dataset.WEB, own));
        }
        int first = plan.webhooks().getFirst();
        int last = plan.webhooks().getLast();
        RandomGenerator odd = random.split();
        load.repeat(ODD_EVERY, () -> load.webhook.post(last, Dataset.ODD, 2, id -> EventText.odd(id, odd)));
        RandomGenerator good = random.split();
        load.repeat(REMADE_EVERY, () -> load.remade(first, good));
        for (int port : plan.syslogs()) {
            SyslogSender sender = new SyslogSender(port, ledger, random.split());
            load.repeat(SYSLOG_EVERY, () -> {
                sender.sendTcp();
                sender.sendUdp();
            });
        }
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

    private void good(int port, Dataset dataset, RandomGenerator random) {
        int count = 1 + random.nextInt(BATCH_MAX);
        webhook.post(port, dataset, count, id -> EventText.good(id, random, Instant.now()));
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
