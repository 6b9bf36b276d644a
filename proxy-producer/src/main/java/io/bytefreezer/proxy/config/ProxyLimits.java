package io.bytefreezer.proxy.config;

import io.bytefreezer.proxy.decode.BodyLimits;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;

/**
 * What bounds the proxy's memory. The largest request as it is sent is {@code server.request_max}.
 *
 * @param eventMax largest event of a request
 * @param requestEventsMax events of one request
 * @param decompressedMax largest request after its decompression
 * @param decompressionRatioMax how many times larger decompression may make a request, beyond its first 8 MiB
 * @param inFlightMax events in memory, of all inputs: neither acknowledged by Kafka nor on disk
 */
@Doc("What bounds the proxy's memory. The largest request body as it is sent is `server.request_max`.")
public record ProxyLimits(
        @Doc("Largest event of a request; one larger refuses the request with 413.") @Default("1MiB")
        DataSize eventMax,

        @Doc("Most events of one request.") @Default("200000")
        int requestEventsMax,

        @Doc("Largest request body after its decompression.") @Default("64MiB")
        DataSize decompressedMax,

        @Doc("How many times larger decompression may make a request, beyond its first 8 MiB.") @Default("200")
        int decompressionRatioMax,

        @Doc(
                "Events in memory: of requests that Kafka has not acknowledged yet, and of UDP and TCP that are not on disk"
                        + " yet. When they reach it, requests get 429, TCP is not read, and UDP is dropped and counted. One input"
                        + " takes half of it at most.")
        @Default("192MiB")
        DataSize inFlightMax) {

    /** Stands before {@link #DEFAULT}, which is checked against it. */
    private static final DataSize GIBIBYTE = DataSize.ofMebibytes(1024);

    /** What the configuration has when it says nothing. */
    public static final ProxyLimits DEFAULT =
            new ProxyLimits(DataSize.ofMebibytes(1), 200_000, DataSize.ofMebibytes(64), 200, DataSize.ofMebibytes(192));

    /**
     * @throws IllegalArgumentException when a limit is out of its range
     */
    public ProxyLimits {
        if (eventMax.bytes() < 1 || eventMax.compareTo(decompressedMax) > 0) {
            throw new IllegalArgumentException("event_max must be at least 1 byte and at most decompressed_max");
        }
        if (decompressedMax.compareTo(GIBIBYTE) > 0) {
            throw new IllegalArgumentException("decompressed_max must be at most 1GiB");
        }
        if (requestEventsMax < 1 || decompressionRatioMax < 1) {
            throw new IllegalArgumentException("request_events_max and decompression_ratio_max must be at least 1");
        }
        if (inFlightMax.bytes() < 1) {
            throw new IllegalArgumentException("in_flight_max must be at least 1 byte");
        }
    }

    /** What one body may hold. */
    public BodyLimits body() {
        return new BodyLimits(eventMax.toIntBytes(), requestEventsMax);
    }
}
