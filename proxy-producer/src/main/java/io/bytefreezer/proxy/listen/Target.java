package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Origin;
import io.bytefreezer.proxy.input.Multiline;
import io.bytefreezer.proxy.input.SyslogInput;
import io.bytefreezer.proxy.join.LineJoiner;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.InFlightBytes.Lease;
import io.bytefreezer.proxy.sink.InFlightBytes.Share;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.schemas.name.DatasetRef;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one input's events go, and what holds its memory. Safe for use by many threads.
 *
 * @param dataset whose events they are
 * @param input name of the input
 * @param intake takes the events
 * @param share the input's part of the memory
 * @param multiline which lines are put together before; null for none
 * @param held the input's part of the memory for lines that wait for that
 */
record Target(
        DatasetRef dataset,
        String input,
        Intake intake,
        Share share,
        @Nullable Multiline multiline,
        Share held) {

    private static final String SPOOL_FULL = "spool_full";

    /** The target of an input, which takes its shares of the memory. */
    static Target of(SyslogInput input, Intake intake, InFlightBytes held) {
        return new Target(input.target(), input.name(), intake, intake.share(), input.multiline(), held.share());
    }

    /** What puts lines together before they come here: for one connection, or for one socket of datagrams. */
    Lines lines() {
        LineJoiner joiner =
                multiline == null ? null : new LineJoiner(multiline.rule(), multiline.limits(), held::lease);
        return new Lines(joiner, intake::now);
    }

    ProxyMetrics metrics() {
        return intake.metrics();
    }

    /** Where an event from this sender is from. */
    Origin origin(InetSocketAddress sender) {
        return Origin.of(input, sender.getAddress().getHostAddress(), sender.getPort());
    }

    /** Hands the events on, or drops and counts them when there is no room: for senders that cannot be held back. */
    void offer(List<DecodedEvent> events) {
        Lease lease = share.lease();
        if (intake.room().isFull(dataset)) {
            intake.drop(dataset, input, events, SPOOL_FULL);
        } else if (lease.tryGrow(Intake.costOf(events))) {
            accept(events, lease);
        } else {
            intake.drop(dataset, input, events, intake.room().delay());
        }
    }

    /**
     * Hands the events on as soon as there is room.
     *
     * @throws InterruptedException when the thread is told to stop before that; the events are dropped and counted
     */
    void put(List<DecodedEvent> events) throws InterruptedException {
        Lease lease = share.lease();
        try {
            intake.room().await(dataset);
            lease.grow(Intake.costOf(events));
        } catch (InterruptedException e) {
            intake.drop(dataset, input, events, "closed");
            throw e;
        }
        accept(events, lease);
    }

    private void accept(List<DecodedEvent> events, Lease lease) {
        var unused = intake.accept(dataset, input, events).whenComplete((delivery, error) -> lease.close());
    }
}
