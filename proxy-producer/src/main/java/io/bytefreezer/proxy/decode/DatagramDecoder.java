package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Each datagram is one event, byte for byte; an empty one is none. Over the limit its first bytes become an event with
 * {@link DecodedEvent#TRUNCATED}.
 *
 * @param format what the datagrams are written in
 * @param messageBytesMax bytes kept of one datagram
 */
public record DatagramDecoder(String format, int messageBytesMax) implements Decoder {

    @Override
    public Decoded decode(Origin origin, ByteBuffer bytes, boolean last) {
        int length = bytes.remaining();
        if (length == 0) {
            return new Decoded.Events(List.of());
        }
        byte[] payload = new byte[Math.min(length, messageBytesMax)];
        bytes.get(payload);
        bytes.position(bytes.limit());
        return new Decoded.Events(List.of(
                payload.length < length
                        ? DecodedEvent.truncated(origin, format, payload, length)
                        : DecodedEvent.whole(origin, format, payload)));
    }
}
