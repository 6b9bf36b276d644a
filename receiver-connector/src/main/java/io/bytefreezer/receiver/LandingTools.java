package io.bytefreezer.receiver;

import io.bytefreezer.receiver.store.RawObjectStore;
import java.time.InstantSource;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What a task's partitions share.
 *
 * @param context the way back to Connect
 * @param store where objects go
 * @param buffers where they are written before
 * @param counters what is counted
 * @param clock the time
 * @param writer who the objects are by: random for each task instance
 */
record LandingTools(
        SinkTaskContext context,
        RawObjectStore store,
        BufferFolder buffers,
        LandingCounters counters,
        InstantSource clock,
        String writer)
        implements AutoCloseable {

    @Override
    public void close() {
        buffers.close();
        store.close();
    }
}
