package io.bytefreezer.piper.judge;

import io.bytefreezer.schemas.event.RawEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a raw event says of its way through other datasets, in its attributes. */
public final class Routes {

    /** Raw record that the event was made of: {@code <dataset>/<partition>/<offset>}. */
    public static final String ROUTED_FROM = "bytefreezer.routed_from";

    /** How many datasets it has gone through. */
    public static final String HOPS = "bytefreezer.route_hops";

    /** An event that has gone through so many datasets stays where it is, or goes in circles. */
    public static final int HOPS_MAX = 4;

    private static final String FORMAT = "application/json";

    private Routes() {}

    /**
     * A raw record.
     *
     * @param dataset dataset of the same tenant
     * @param partition partition of its raw topic
     * @param offset offset there
     */
    public record From(String dataset, int partition, long offset) {}

    /** The raw event that a routed event becomes. */
    static RawEvent next(RawEvent raw, UUID id, byte[] body, From from) {
        Map<String, String> attributes = new LinkedHashMap<>(raw.attributes());
        attributes.put(ROUTED_FROM, from.dataset() + "/" + from.partition() + "/" + from.offset());
        attributes.put(HOPS, Integer.toString(hops(raw) + 1));
        return new RawEvent(id, raw.receivedAt(), raw.input(), raw.sourceAddress(), FORMAT, attributes, body);
    }

    /** Whether the event has gone through as many datasets as any may. */
    static boolean isWorn(RawEvent raw) {
        return hops(raw) >= HOPS_MAX;
    }

    /** The record that a routed event was made of; nothing when it was not routed. */
    public static Optional<From> from(RawEvent raw) {
        String[] parts = raw.attributes().getOrDefault(ROUTED_FROM, "").split("/", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new From(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A sender may have written anything there: what is no number counts as none. */
    private static int hops(RawEvent raw) {
        try {
            return Integer.parseInt(raw.attributes().getOrDefault(HOPS, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
