package io.bytefreezer.piper.size;

import io.bytefreezer.runtime.kafka.DeadLetterCut;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Raw records of which something was refused by the brokers as too large, though it was held to fit. With the refusal its
 * transaction is lost, so the record is read again; this memory is what makes the next attempt another one.
 *
 * <p>It is this process's alone and forgets the oldest when it is full: a piper that does not remember a record meets the
 * refusal once more, and that is all. Safe for use by many threads.
 */
public final class Refusals {

    /** Far above what one transaction holds, and small in memory. */
    private static final int REMEMBERED_MAX = 10_000;

    private final Map<Origin, Refused> byOrigin = new LinkedHashMap<>();

    /** Whether there are any: mostly there are none, and then nobody has to wait for the lock. */
    private volatile boolean any;

    private record Refused(boolean event, DeadLetterCut cut) {
        static final Refused NOTHING = new Refused(false, DeadLetterCut.NONE);
    }

    /** An event made of the record was refused: the record itself goes to the dead letters from now on. */
    public synchronized void event(Origin origin) {
        remember(origin, new Refused(true, of(origin).cut()));
    }

    /** The record's dead letter was refused: more of it is cut from now on. */
    public synchronized void deadLetter(Origin origin) {
        Refused before = of(origin);
        remember(origin, new Refused(before.event(), before.cut().stronger()));
    }

    /** Whether an event made of the record was refused. */
    public boolean isEventRefused(Origin origin) {
        return any && recall(origin).event();
    }

    /** How much of the record's dead letter has to be cut at least. */
    public DeadLetterCut cut(Origin origin) {
        return any ? recall(origin).cut() : DeadLetterCut.NONE;
    }

    private synchronized Refused recall(Origin origin) {
        return of(origin);
    }

    private Refused of(Origin origin) {
        return byOrigin.getOrDefault(origin, Refused.NOTHING);
    }

    private void remember(Origin origin, Refused refused) {
        byOrigin.remove(origin);
        if (byOrigin.size() >= REMEMBERED_MAX) {
            byOrigin.remove(byOrigin.keySet().iterator().next());
        }
        byOrigin.put(origin, refused);
        any = true;
    }
}
