package io.bytefreezer.proxy.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Runs decoders, and shows what came out in a form that tests can compare: Latin-1 shows each byte as one character. */
record Decoding(List<Shown> events, String refusal) {

    static final Origin ORIGIN = new Origin("test", "127.0.0.1:514");

    record Shown(String payload, Map<String, String> attributes, boolean malformed) {
        Shown(DecodedEvent event) {
            this(new String(event.payload(), ISO_8859_1), event.attributes(), event.malformed());
        }
    }

    static Decoding whole(Decoder decoder, byte[] bytes) {
        return chunked(decoder, bytes, remaining -> remaining);
    }

    /** Feeds chunks as long as {@code nextLength} says, given what remains. */
    static Decoding chunked(Decoder decoder, byte[] bytes, IntUnaryOperator nextLength) {
        List<Shown> events = new ArrayList<>();
        int at = 0;
        boolean last = false;
        while (!last) {
            int length = nextLength.applyAsInt(bytes.length - at);
            last = at + length == bytes.length;
            // A copy, changed afterwards: a decoder that keeps a reference is found out.
            byte[] chunk = java.util.Arrays.copyOfRange(bytes, at, at + length);
            Decoded decoded = decoder.decode(ORIGIN, ByteBuffer.wrap(chunk), last);
            java.util.Arrays.fill(chunk, (byte) '#');
            at += length;
            switch (decoded) {
                case Decoded.NeedMore more -> {}
                case Decoded.Events complete -> complete.events().forEach(event -> events.add(new Shown(event)));
                case Decoded.Malformed malformed -> {
                    return new Decoding(List.of(), malformed.fault().name());
                }
            }
        }
        return new Decoding(events, "");
    }

    List<String> payloads() {
        return events.stream().map(Shown::payload).toList();
    }

    List<String> malformed() {
        return events.stream().filter(Shown::malformed).map(Shown::payload).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
