package io.bytefreezer.proxy.decode;

import io.bytefreezer.proxy.decode.Decoded.Events;
import io.bytefreezer.proxy.decode.Decoded.NeedMore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A body said to be JSON: one object, one array of which each element is an event, or lines of objects, as senders
 * label NDJSON like this too. It is read to its end first, because only then it is known which. White space around an
 * object or element is not part of the event.
 */
final class JsonBodyDecoder implements Decoder {

    private final BodyLimits limits;
    private final boolean sniffed;
    private final Frame body = new Frame(Integer.MAX_VALUE - Long.BYTES);

    /**
     * @param limits what the body may hold
     * @param sniffed whether the sender did not say that it is JSON: a line may start with a bracket too
     */
    JsonBodyDecoder(BodyLimits limits, boolean sniffed) {
        this.limits = limits;
        this.sniffed = sniffed;
    }

    @Override
    public Decoded decode(Origin origin, ByteBuffer bytes, boolean last) {
        body.append(bytes, bytes.remaining());
        return last ? decodeBody(origin, body.bytes(), new Slice(0, (int) body.length())) : new NeedMore();
    }

    private Decoded decodeBody(Origin origin, byte[] bytes, Slice body) {
        Slice content = body.trimmed(bytes);
        if (content.isEmpty()) {
            return new Events(List.of());
        }
        if (bytes[content.from()] == '[') {
            return decodeArrays(origin, bytes, content);
        }
        if (Json.isObject(bytes, content)) {
            return slices(origin, bytes, List.of(content));
        }
        return decodeLines(origin, bytes, content);
    }

    private Decoded decodeArrays(Origin origin, byte[] bytes, Slice content) {
        List<Slice> elements = JsonArrays.elements(bytes, content, limits.eventsMax());
        boolean isText = sniffed && elements.stream().noneMatch(element -> Json.isObject(bytes, element));
        return isText
                ? LineDecoder.text(limits).decode(origin, content.wrap(bytes), true)
                : slices(origin, bytes, elements);
    }

    /** Lines when at least one of them is an object; a single document that is broken somewhere stays in one piece. */
    private Decoded decodeLines(Origin origin, byte[] bytes, Slice content) {
        Decoded lines = LineDecoder.ndjson(limits).decode(origin, content.wrap(bytes), true);
        if (lines instanceof Events events && events.events().stream().allMatch(DecodedEvent::malformed)) {
            return slices(origin, bytes, List.of(content));
        }
        return lines;
    }

    private Decoded slices(Origin origin, byte[] bytes, List<Slice> slices) {
        if (slices.size() > limits.eventsMax()) {
            return limits.tooManyEvents();
        }
        List<DecodedEvent> events = new ArrayList<>(slices.size());
        for (Slice slice : slices) {
            if (slice.length() > limits.eventBytesMax()) {
                return limits.eventTooLarge("event " + (events.size() + 1));
            }
            boolean malformed = !Json.isObject(bytes, slice);
            events.add(new DecodedEvent(origin, Formats.JSON, slice.copyOf(bytes), Map.of(), malformed));
        }
        return new Events(events);
    }
}
