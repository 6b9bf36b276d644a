package io.bytefreezer.proxy.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A joiner with a clock that stands still until it is moved, and memory that runs out when it should. */
final class Joining {

    static final Duration WAIT = Duration.ofSeconds(1);
    static final Instant START = Instant.parse("2026-10-11T22:14:15Z");

    /** Complete events, as {@code source|payload} and, where a limit cut them, {@code |limit}. */
    final List<String> shown = new ArrayList<>();

    final List<DecodedEvent> events = new ArrayList<>();
    private final LineJoiner joiner;
    private final long heldMax;
    private long held;
    private Instant now = START;

    Joining(LineRule rule, JoinLimits limits, long heldMax) {
        this.joiner = new LineJoiner(rule, limits, Memory::new);
        this.heldMax = heldMax;
    }

    static Joining by(LineRule rule) {
        return new Joining(rule, new JoinLimits(1_000, 100_000, WAIT, 100), Long.MAX_VALUE);
    }

    /** The memory of one block. */
    private final class Memory implements Hold {

        private long mine;

        @Override
        public boolean tryGrow(long bytes) {
            boolean free = held + bytes <= heldMax;
            mine += free ? bytes : 0;
            held += free ? bytes : 0;
            return free;
        }

        @Override
        public void close() {
            held -= mine;
            mine = 0;
        }
    }

    static DecodedEvent line(String source, String text) {
        return new DecodedEvent(new Origin("in", source), "syslog", text.getBytes(UTF_8), Map.of(), false, null);
    }

    Joining feed(String source, String... lines) {
        for (String line : lines) {
            feed(line(source, line));
        }
        return this;
    }

    Joining feed(DecodedEvent line) {
        return add(joiner.take(List.of(line), now));
    }

    Joining pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Joining due() {
        return add(joiner.due(now));
    }

    Joining flush() {
        return add(joiner.last(List.of(), now));
    }

    @Nullable Duration untilDue() {
        return joiner.untilDue(now).orElse(null);
    }

    long held() {
        return held;
    }

    private Joining add(Joined joined) {
        try (joined) {
            for (DecodedEvent event : joined.events()) {
                events.add(event);
                String cut = event.attributes().get(DecodedEvent.CUT);
                shown.add(event.origin().sourceAddress() + "|" + new String(event.payload(), UTF_8)
                        + (cut == null ? "" : "|" + cut));
            }
        }
        return this;
    }
}
