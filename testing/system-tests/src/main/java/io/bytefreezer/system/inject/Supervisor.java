package io.bytefreezer.system.inject;

import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts again what ended without having been told to, as an init system or a container platform does, and remembers it.
 * Safe for use by many threads.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Child> children;
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final List<String> exits = new ArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Watches children that run. */
    public Supervisor(List<Child> children) {
        this.children = List.copyOf(children);
        Thread.ofVirtual().name("supervisor").start(this::watch);
    }

    /** Does something after which the child is not running, and starts it again after that much time. */
    void whileAway(Child child, Runnable end, Duration time) {
        away.add(child.name());
        try {
            end.run();
            Waiting.until(time, ended::get);
            child.start();
        } finally {
            away.remove(child.name());
        }
    }

    /** The names of children that ended by themselves, each as often as it did. */
    public synchronized List<String> exits() {
        return List.copyOf(exits);
    }

    /** Nobody is started any more. */
    @Override
    public void close() {
        ended.set(true);
    }

    private void watch() {
        while (!ended.get()) {
            children.stream()
                    .filter(child -> !away.contains(child.name()) && !child.isRunning())
                    .forEach(this::startAgain);
            Waiting.until(PAUSE, ended::get);
        }
    }

    private synchronized void startAgain(Child child) {
        if (!ended.get() && !away.contains(child.name()) && !child.isRunning()) {
            exits.add(child.name());
            child.start();
        }
    }
}
