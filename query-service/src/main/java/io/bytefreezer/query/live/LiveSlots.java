package io.bytefreezer.query.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bounds how many streams there are, of one key and in all. Thread-safe. */
public final class LiveSlots {

    private final int most;
    private final int mostPerKey;
    private final Map<String, Integer> byKey = new HashMap<>();
    private int taken;

    /** None taken. */
    public LiveSlots(LiveConfig config) {
        this.most = config.streams();
        this.mostPerKey = config.perKey();
    }

    /** A taken place. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** A place for one stream of a key, until it is closed; nothing when all are taken. */
    public synchronized Optional<Slot> take(String key) {
        int ofKey = byKey.getOrDefault(key, 0);
        if (taken >= most || ofKey >= mostPerKey) {
            return Optional.empty();
        }
        taken++;
        byKey.put(key, ofKey + 1);
        return Optional.of(() -> giveBack(key));
    }

    /** How many are taken. */
    public synchronized int taken() {
        return taken;
    }

    private synchronized void giveBack(String key) {
        taken--;
        byKey.computeIfPresent(key, (ignored, count) -> count == 1 ? null : count - 1);
    }
}
