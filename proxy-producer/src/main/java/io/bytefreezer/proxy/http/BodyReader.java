package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.proxy.decode.Decoded;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Decoder;
import io.bytefreezer.proxy.decode.Origin;
import io.bytefreezer.proxy.sink.InFlightBytes.Lease;
import io.bytefreezer.proxy.sink.Intake;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the body of one request to its end, within the limits, and cuts it into events. */
final class BodyReader {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long RATIO_FREE_BYTES = 8L * 1024 * 1024;

    private final ProxyLimits limits;
    private final Lease lease;
    private long decompressed;

    /** With the lease to grow by what is read. */
    BodyReader(ProxyLimits limits, Lease lease) {
        this.limits = limits;
        this.lease = lease;
    }

    /**
     * All events of the body.
     *
     * @throws RefusedException when the body cannot be taken as a whole
     */
    List<DecodedEvent> read(InputStream body, ContentCoding coding, Decoder decoder, Origin origin)
            throws RefusedException {
        List<DecodedEvent> events = new ArrayList<>();
        readAll(body, coding, chunk -> add(decoder.decode(origin, chunk, false), events));
        add(decoder.decode(origin, ByteBuffer.allocate(0), true), events);
        return events;
    }

    /**
     * The body as a whole, with room leased for what is then made of it.
     *
     * @throws RefusedException when it cannot be taken
     */
    byte[] readWhole(InputStream body, ContentCoding coding) throws RefusedException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        readAll(body, coding, chunk -> {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            whole.writeBytes(bytes);
            lease(bytes.length);
        });
        return whole.toByteArray();
    }

    private interface Chunks {
        void take(ByteBuffer chunk) throws RefusedException;
    }

    private void readAll(InputStream body, ContentCoding coding, Chunks chunks) throws RefusedException {
        WireStream wire = new WireStream(body);
        try (InputStream bytes = coding.open(wire)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                check(read, wire.count());
                chunks.take(ByteBuffer.wrap(chunk, 0, read));
            }
        } catch (IOException e) {
            throw new RefusedException(Refusal.of(
                    Status.BAD_REQUEST_400,
                    "invalid_body",
                    "the body cannot be read as " + coding.name().toLowerCase(Locale.ROOT) + " (is it cut off?): "
                            + e.getMessage() + "; nothing of it was taken"));
        }
    }

    private void check(int read, long wireBytes) throws RefusedException {
        decompressed += read;
        if (decompressed > limits.decompressedMax().bytes()) {
            throw new RefusedException(Refusal.of(
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "request_too_large",
                    "the body has more than " + limits.decompressedMax()
                            + " when it is decompressed (limits.decompressed_max); send it in several requests"));
        }
        if (decompressed > RATIO_FREE_BYTES && decompressed / limits.decompressionRatioMax() > wireBytes) {
            throw new RefusedException(Refusal.of(
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "decompression_ratio",
                    "the body grows to more than " + limits.decompressionRatioMax()
                            + " times its size when it is decompressed (limits.decompression_ratio_max)"));
        }
        lease(read);
    }

    private void add(Decoded decoded, List<DecodedEvent> events) throws RefusedException {
        switch (decoded) {
            case Decoded.NeedMore more -> {}
            case Decoded.Events complete -> {
                lease(complete.events().size() * (long) Intake.EVENT_OVERHEAD_BYTES);
                events.addAll(complete.events());
            }
            case Decoded.Malformed malformed ->
                throw new RefusedException(Refusal.of(
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        code(malformed.fault()),
                        malformed.message() + "; nothing was taken"));
        }
    }

    private void lease(long bytes) throws RefusedException {
        if (!lease.tryGrow(bytes)) {
            throw new RefusedException(Refusal.later(
                    Status.TOO_MANY_REQUESTS_429,
                    "in_flight_limit",
                    "the proxy holds as many unacknowledged events as it may (limits.in_flight_max)"));
        }
    }

    private static String code(Decoded.Fault fault) {
        return switch (fault) {
            case EVENT_TOO_LARGE -> "event_too_large";
            case TOO_MANY_EVENTS -> "too_many_events";
        };
    }
}
