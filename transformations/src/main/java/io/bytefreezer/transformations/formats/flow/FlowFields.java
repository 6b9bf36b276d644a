package io.bytefreezer.transformations.formats.flow;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every flow has under one name, whatever its exporter speaks: taken from IANA's "IPFIX Information Elements"
 * and from the names that RFC 3954 gives the same fields of NetFlow 9.
 */
final class FlowFields {

    private static final Map<String, List<String>> SOURCES = sources();

    private static final Map<Long, String> PROTOCOLS = Map.ofEntries(
            Map.entry(1L, "icmp"),
            Map.entry(2L, "igmp"),
            Map.entry(4L, "ipv4"),
            Map.entry(6L, "tcp"),
            Map.entry(17L, "udp"),
            Map.entry(41L, "ipv6"),
            Map.entry(47L, "gre"),
            Map.entry(50L, "esp"),
            Map.entry(51L, "ah"),
            Map.entry(58L, "ipv6-icmp"),
            Map.entry(88L, "eigrp"),
            Map.entry(89L, "ospf"),
            Map.entry(103L, "pim"),
            Map.entry(112L, "vrrp"),
            Map.entry(132L, "sctp"));

    private FlowFields() {}

    private static Map<String, List<String>> sources() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        sources.put("src_ip", List.of("sourceIPv4Address", "sourceIPv6Address", "IPV4_SRC_ADDR", "IPV6_SRC_ADDR"));
        sources.put(
                "dst_ip",
                List.of("destinationIPv4Address", "destinationIPv6Address", "IPV4_DST_ADDR", "IPV6_DST_ADDR"));
        sources.put("src_port", List.of("sourceTransportPort", "tcpSourcePort", "udpSourcePort", "L4_SRC_PORT"));
        sources.put(
                "dst_port",
                List.of("destinationTransportPort", "tcpDestinationPort", "udpDestinationPort", "L4_DST_PORT"));
        sources.put(
                "bytes",
                List.of("octetDeltaCount", "octetTotalCount", "layer2OctetDeltaCount", "initiatorOctets", "IN_BYTES"));
        sources.put("packets", List.of("packetDeltaCount", "packetTotalCount", "initiatorPackets", "IN_PKTS"));
        return sources;
    }

    /** Adds the normalised fields to a flow's own, which stay; one that the flow has itself is not touched. */
    static void addTo(Map<String, @Nullable Object> flow) {
        SOURCES.forEach((field, elements) -> put(flow, field, first(flow, elements)));
        Object protocol = first(flow, List.of("protocolIdentifier", "PROTOCOL"));
        if (protocol instanceof Long number) {
            put(flow, "protocol", PROTOCOLS.getOrDefault(number, number.toString()));
        }
        String start = time(flow, "flowStart", "FIRST_SWITCHED");
        String end = time(flow, "flowEnd", "LAST_SWITCHED");
        put(flow, "start", start);
        put(flow, "end", end);
        put(flow, "timestamp", end == null ? start : end);
    }

    private static void put(Map<String, @Nullable Object> flow, String field, @Nullable Object value) {
        if (value != null) {
            flow.putIfAbsent(field, value);
        }
    }

    private static @Nullable Object first(Map<String, @Nullable Object> flow, List<String> elements) {
        for (String element : elements) {
            Object value = flow.get(element);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The most exact of the times an exporter gives; null when it gives none, or one of an unknown system's uptime. */
    private static @Nullable String time(Map<String, @Nullable Object> flow, String element, String netFlow) {
        for (EpochUnit unit : List.of(EpochUnit.NANOS, EpochUnit.MICROS, EpochUnit.MILLIS, EpochUnit.SECONDS)) {
            String time = time(flow.get(element + suffix(unit)), unit, BigDecimal.ZERO);
            if (time != null) {
                return time;
            }
        }
        BigDecimal booted = number(flow.get("systemInitTimeMilliseconds"));
        Object uptime = flow.get(element + "SysUpTime") == null ? flow.get(netFlow) : flow.get(element + "SysUpTime");
        return booted == null ? null : time(uptime, EpochUnit.MILLIS, booted);
    }

    private static String suffix(EpochUnit unit) {
        return switch (unit) {
            case NANOS -> "Nanoseconds";
            case MICROS -> "Microseconds";
            case MILLIS -> "Milliseconds";
            case SECONDS -> "Seconds";
        };
    }

    /** A number since 1970, or since another time, as RFC 3339; a text is that already. */
    private static @Nullable String time(@Nullable Object value, EpochUnit unit, BigDecimal since) {
        BigDecimal number = number(value);
        if (number == null) {
            return value instanceof String text ? text : null;
        }
        Instant time = unit.instant(number.add(since));
        return time == null ? null : time.toString();
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case ExactNumber number -> EpochUnit.number(number.text());
            case String text -> EpochUnit.number(text);
            case null -> null;
            default -> null;
        };
    }
}
