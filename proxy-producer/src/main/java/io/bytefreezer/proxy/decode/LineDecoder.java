package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Each line is one event: NDJSON and plain text. A line ends with LF, CR LF or the end of the body, and these are not
 * part of the event; a line without any byte is none. A line over the limit refuses the whole, because its sender is
 * there to be told.
 */
final class LineDecoder implements Decoder {

    private final String format;
    private final Predicate<byte[]> wellFormed;
    private final BodyLimits limits;
    private final Frame line;
    private int lines;
    private int eventsSeen;

    private LineDecoder(String format, Predicate<byte[]> wellFormed, BodyLimits limits) {
        this.format = format;
        this.wellFormed = wellFormed;
        this.limits = limits;
        this.line = new Frame(limits.eventBytesMax());
    }

    static LineDecoder text(BodyLimits limits) {
        return new LineDecoder(Formats.TEXT, payload -> true, limits);
    }

    static LineDecoder ndjson(BodyLimits limits) {
        return new LineDecoder(Formats.JSON, Json::isObject, limits);
    }

    @Override
    public Decoded decode(Origin origin, ByteBuffer bytes, boolean last) {
        List<DecodedEvent> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int end = indexOfNewline(bytes);
            line.append(bytes, (end < 0 ? bytes.limit() : end) - bytes.position());
            if (line.isOverflown()) {
                return limits.eventTooLarge("line " + (lines + 1));
            }
            if (end >= 0) {
                bytes.get();
                addLine(origin, events);
            }
            if (eventsSeen > limits.eventsMax()) {
                return limits.tooManyEvents();
            }
        }
        if (last) {
            addLine(origin, events);
        }
        return eventsSeen > limits.eventsMax() ? limits.tooManyEvents() : Decoded.of(events, last);
    }

    private void addLine(Origin origin, List<DecodedEvent> events) {
        byte[] payload = line.take(line.endsWith('\r') ? 1 : 0);
        lines++;
        if (payload.length > 0) {
            eventsSeen++;
            events.add(new DecodedEvent(origin, format, payload, Map.of(), !wellFormed.test(payload)));
        }
    }

    private static int indexOfNewline(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
