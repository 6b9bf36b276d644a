package io.bytefreezer.proxy.join;

import io.bytefreezer.proxy.decode.DecodedEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of one stream that wait for those that follow. Belongs to one thread. */
final class Block {

    private final List<DecodedEvent> lines = new ArrayList<>();
    private final Hold hold;
    private final Instant begun;
    private Instant fed;
    private long bytes;

    Block(Hold hold, Instant begun) {
        this.hold = hold;
        this.begun = begun;
        this.fed = begun;
    }

    Hold hold() {
        return hold;
    }

    void add(DecodedEvent line, Instant now) {
        bytes += (lines.isEmpty() ? 0 : 1) + line.payload().length;
        lines.add(line);
        fed = now;
    }

    /** The limit that keeps a line from being added; null when there is room for it. */
    @Nullable Cut cutBefore(DecodedEvent line, JoinLimits limits, Instant now) {
        if (lines.size() >= limits.linesMax()) {
            return Cut.LINES;
        }
        if (bytes + 1 + line.payload().length > limits.bytesMax()) {
            return Cut.BYTES;
        }
        return isOlder(begun, limits.ageMax(), now) ? Cut.AGE : null;
    }

    /** Whether nothing was added for so long. */
    boolean isQuiet(Duration wait, Instant now) {
        return isOlder(fed, wait, now);
    }

    /** How long until nothing was added for so long; zero when that is past. */
    Duration untilQuiet(Duration wait, Instant now) {
        return isQuiet(wait, now) ? Duration.ZERO : Duration.between(now, fed.plus(wait));
    }

    /** A clock that was set back does not keep lines waiting. */
    private static boolean isOlder(Instant then, Duration age, Instant now) {
        return now.isBefore(then) || !now.isBefore(then.plus(age));
    }

    /** All of its lines as one event; a limit that cut it is told in the attributes. */
    DecodedEvent event(@Nullable Cut cut) {
        DecodedEvent first = lines.getFirst();
        Map<String, String> attributes = new HashMap<>(first.attributes());
        if (lines.stream().anyMatch(DecodedEvent::isTruncated)) {
            attributes.put(DecodedEvent.TRUNCATED, Long.toString(lengthSent()));
        }
        if (cut != null) {
            attributes.put(DecodedEvent.CUT, cut.label());
        }
        boolean malformed = lines.stream().anyMatch(DecodedEvent::malformed);
        return new DecodedEvent(first.origin(), first.format(), payload(), attributes, malformed, begun);
    }

    private byte[] payload() {
        if (lines.size() == 1) {
            return lines.getFirst().payload();
        }
        ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(bytes));
        payload.put(lines.getFirst().payload());
        lines.stream().skip(1).forEach(line -> payload.put((byte) '\n').put(line.payload()));
        return payload.array();
    }

    private long lengthSent() {
        long sent = lines.size() - 1L;
        for (DecodedEvent line : lines) {
            String whole = line.attributes().get(DecodedEvent.TRUNCATED);
            sent += whole == null ? line.payload().length : Long.parseLong(whole);
        }
        return sent;
    }
}
