package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.runtime.health.Health;
import java.util.UUID;

/** Where the events of a proxy go. Opened and closed by one thread; the rest is safe for use by many. */
public interface Destination extends AutoCloseable {

    /** For events whose senders wait for the answer. */
    EventSink sink();

    /** For events of a spool with this id. */
    Appender appender(UUID source);

    /** Whether events get there. */
    Health health();

    @Override
    void close();
}
