package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.network.CommunityId;
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the Community ID of a flow.
 *
 * @param source where the flow comes from
 * @param destination where it goes
 * @param protocol field with the protocol's name or number
 * @param icmp type and code of an ICMP message
 * @param seed tells apart flows of networks with the same addresses
 * @param targetField where the id goes
 */
public record CommunityIdOf(
        Side source, Side destination, FieldPath protocol, Message icmp, int seed, FieldPath targetField)
        implements Filter {

    /**
     * One side of a flow.
     *
     * @param address field with its address
     * @param port field with its port
     */
    public record Side(FieldPath address, FieldPath port) {}

    /**
     * What an ICMP message is.
     *
     * @param type field with its type
     * @param code field with its code
     */
    public record Message(FieldPath type, FieldPath code) {}

    /** Numbers of protocols (iana.org/assignments/protocol-numbers) by the names in use. */
    private static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("icmp", CommunityId.ICMP),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("icmp6", CommunityId.ICMP_6),
            Map.entry("icmpv6", CommunityId.ICMP_6),
            Map.entry("ipv6-icmp", CommunityId.ICMP_6),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("sctp", 132));

    private static final int PORT_MAX = 65_535;
    private static final int BYTE_MAX = 255;

    private static final Option<FieldPath> SOURCE_IP =
            Option.path("source_ip", "Address that the flow comes from.").defaultsTo("source.ip");
    private static final Option<FieldPath> SOURCE_PORT =
            Option.path("source_port", "Port that it comes from.").defaultsTo("source.port");
    private static final Option<FieldPath> DESTINATION_IP =
            Option.path("destination_ip", "Address that it goes to.").defaultsTo("destination.ip");
    private static final Option<FieldPath> DESTINATION_PORT =
            Option.path("destination_port", "Port that it goes to.").defaultsTo("destination.port");
    private static final Option<FieldPath> PROTOCOL = Option.path(
                    "protocol", "Its protocol, by name (tcp, udp, icmp, …) or number.")
            .defaultsTo("network.transport");
    private static final Option<FieldPath> ICMP_TYPE =
            Option.path("icmp_type", "Type of an ICMP message.").defaultsTo("icmp.type");
    private static final Option<FieldPath> ICMP_CODE = Option.path(
                    "icmp_code", "Code of an ICMP message; 0 when it is missing.")
            .defaultsTo("icmp.code");
    private static final Option<Integer> SEED = Option.integer(
                    "seed",
                    0,
                    PORT_MAX,
                    "Tells apart flows of networks with the same addresses; the same in every tool.")
            .defaultsTo(0L);
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write.").defaultsTo("network.community_id");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "community_id",
            "Adds the Community ID (version 1) of a flow: the same text for both directions, in Zeek, Suricata and whatever"
                    + " else knows the flow. An event without all that it is made of is left alone.",
            List.of(
                    SOURCE_IP,
                    SOURCE_PORT,
                    DESTINATION_IP,
                    DESTINATION_PORT,
                    PROTOCOL,
                    ICMP_TYPE,
                    ICMP_CODE,
                    SEED,
                    TARGET_FIELD),
            CommunityIdOf::bind,
            List.of(
                    Example.becomes("A TCP connection", "{}", """
                            {"source": {"ip": "128.232.110.120", "port": 34855},
                             "destination": {"ip": "66.35.250.204", "port": 80}, "network": {"transport": "tcp"}}""", """
                            {"source": {"ip": "128.232.110.120", "port": 34855},
                             "destination": {"ip": "66.35.250.204", "port": 80},
                             "network": {"transport": "tcp", "community_id": "1:LQU9qZlK+B5F3KDmev6m5PMibrg="}}"""),
                    Example.becomes("A reply, with fields of its own and a seed", """
                            {"source_ip": "src", "source_port": "sport", "destination_ip": "dst", "destination_port": "dport",
                             "protocol": "proto", "seed": 1, "target_field": "flow"}""", """
                            {"src": "8.8.8.8", "sport": "53", "dst": "192.168.1.52", "dport": "54585", "proto": 17}""", """
                            {"src": "8.8.8.8", "sport": "53", "dst": "192.168.1.52", "dport": "54585", "proto": 17,
                             "flow": "1:Q9We8WO3piVF8yEQBNJF4uiSVrI="}"""),
                    Example.becomes("A ping", "{}", """
                            {"source": {"ip": "192.168.0.89"}, "destination": {"ip": "192.168.0.1"},
                             "icmp": {"type": 8, "code": 0}, "network": {"transport": "icmp"}}""", """
                            {"source": {"ip": "192.168.0.89"}, "destination": {"ip": "192.168.0.1"},
                             "icmp": {"type": 8, "code": 0},
                             "network": {"transport": "icmp", "community_id": "1:X0snYXpgwiv9TZtqg64sgzUn6Dk="}}"""),
                    Example.rejected("No port", "{}", """
                            {"source": {"ip": "192.0.2.1", "port": 70000},
                             "destination": {"ip": "192.0.2.2", "port": 80}, "network": {"transport": "tcp"}}""", ErrorCode.BAD_VALUE)));

    private static CommunityIdOf bind(Options options) {
        return new CommunityIdOf(
                new Side(options.get(SOURCE_IP), options.get(SOURCE_PORT)),
                new Side(options.get(DESTINATION_IP), options.get(DESTINATION_PORT)),
                options.get(PROTOCOL),
                new Message(options.get(ICMP_TYPE), options.get(ICMP_CODE)),
                options.get(SEED),
                options.get(TARGET_FIELD));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        return event -> {
            try {
                String id = id(event);
                return id == null ? Verdict.PASS : Sources.set(event, targetField, id);
            } catch (UnfitFieldException e) {
                return e.verdict();
            }
        };
    }

    /** The id; null when something is missing. */
    private @Nullable String id(Event event) throws UnfitFieldException {
        IpAddress from = address(event, source.address());
        IpAddress to = address(event, destination.address());
        Integer number = protocol(event);
        if (from == null || to == null || number == null) {
            return null;
        }
        if (from.isVersion4() != to.isVersion4()) {
            throw UnfitFieldException.value(destination.address(), "an address of the source's version");
        }
        CommunityId.Ports ports = CommunityId.hasPorts(number) ? ports(event, number) : null;
        return CommunityId.hasPorts(number) && ports == null ? null : CommunityId.of(from, to, number, ports, seed);
    }

    private CommunityId.@Nullable Ports ports(Event event, int number) throws UnfitFieldException {
        if (number == CommunityId.ICMP || number == CommunityId.ICMP_6) {
            Integer type = number(event, icmp.type(), BYTE_MAX);
            Integer code = number(event, icmp.code(), BYTE_MAX);
            return type == null ? null : new CommunityId.Ports(type, code == null ? 0 : code);
        }
        Integer from = number(event, source.port(), PORT_MAX);
        Integer to = number(event, destination.port(), PORT_MAX);
        return from == null || to == null ? null : new CommunityId.Ports(from, to);
    }

    private static @Nullable IpAddress address(Event event, FieldPath field) throws UnfitFieldException {
        Object value = event.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw UnfitFieldException.type(field, "an address, as text");
        }
        return IpAddress.parse(text.strip()).orElseThrow(() -> UnfitFieldException.value(field, "an IP address"));
    }

    private @Nullable Integer protocol(Event event) throws UnfitFieldException {
        Integer known = event.get(protocol) instanceof String name
                ? PROTOCOLS.get(name.strip().toLowerCase(Locale.ROOT))
                : null;
        return known == null ? number(event, protocol, BYTE_MAX) : known;
    }

    private static @Nullable Integer number(Event event, FieldPath field, int max) throws UnfitFieldException {
        String wanted = "a whole number from 0 to " + max;
        Object value = event.get(field);
        if (value == null) {
            return null;
        }
        long number = switch (value) {
            case Long whole -> whole;
            case String text -> text.matches("[0-9]{1,5}") ? Long.parseLong(text) : -1;
            default -> throw UnfitFieldException.type(field, wanted);
        };
        if (number < 0 || number > max) {
            throw UnfitFieldException.value(field, wanted);
        }
        return (int) number;
    }
}
