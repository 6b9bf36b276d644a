package io.bytefreezer.transformations.formats.flow;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.EventBudget;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of network flows in JSON, as what decodes NetFlow (RFC 3954), IPFIX (RFC 7011) or sFlow gives them: a flat object
 * whose keys are IANA's names of IPFIX information elements, or an exporter's packet with the list {@code flows} of these.
 */
public record FlowFormat() implements Format {

    private static final String FLOWS = "flows";

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "flow",
            "Decoded flow records (NetFlow, IPFIX, sFlow) in JSON, keys named after IANA's IPFIX information elements"
                    + " or the fields of NetFlow 9 (RFC 3954). Each flow, alone or in the list `flows` of a packet whose"
                    + " other fields all of them get, is an event that keeps what it has and gains `src_ip`, `dst_ip`,"
                    + " `src_port`, `dst_port`, `protocol` (by name), `bytes`, `packets`, `start`, `end` and `timestamp`."
                    + " The binary packets themselves are decoded where they are received.",
            List.of("flow", "netflow", "ipfix", "sflow", "application/x-flow+json"),
            Detector.NEVER,
            List.of(),
            options -> new FlowFormat(),
            List.of(
                    FormatExample.events("A flow", """
                            {"sourceIPv4Address": "192.0.2.7", "destinationIPv4Address": "198.51.100.2",
                             "sourceTransportPort": 51514, "destinationTransportPort": 443, "protocolIdentifier": 6,
                             "octetDeltaCount": 5320, "packetDeltaCount": 12, "flowEndMilliseconds": 1791756855123}""", """
                            {"sourceIPv4Address": "192.0.2.7", "destinationIPv4Address": "198.51.100.2",
                             "sourceTransportPort": 51514, "destinationTransportPort": 443, "protocolIdentifier": 6,
                             "octetDeltaCount": 5320, "packetDeltaCount": 12, "flowEndMilliseconds": 1791756855123,
                             "src_ip": "192.0.2.7", "dst_ip": "198.51.100.2", "src_port": 51514, "dst_port": 443,
                             "bytes": 5320, "packets": 12, "protocol": "tcp", "end": "2026-10-11T22:14:15.123Z",
                             "timestamp": "2026-10-11T22:14:15.123Z"}"""),
                    FormatExample.events("A packet of an exporter, with times since it booted", """
                            {"exporter": "10.0.0.1", "version": 9, "systemInitTimeMilliseconds": 1791756800000,
                             "flows": [{"IPV6_SRC_ADDR": "2001:db8::1", "PROTOCOL": 17, "IN_PKTS": 1,
                                        "FIRST_SWITCHED": 55000, "LAST_SWITCHED": 55123}]}""", """
                            {"exporter": "10.0.0.1", "version": 9, "systemInitTimeMilliseconds": 1791756800000,
                             "IPV6_SRC_ADDR": "2001:db8::1", "PROTOCOL": 17, "IN_PKTS": 1, "FIRST_SWITCHED": 55000,
                             "LAST_SWITCHED": 55123, "src_ip": "2001:db8::1", "packets": 1, "protocol": "udp",
                             "start": "2026-10-11T22:14:15Z", "end": "2026-10-11T22:14:15.123Z",
                             "timestamp": "2026-10-11T22:14:15.123Z"}"""),
                    FormatExample.rejected("Flows that are no objects", """
                            {"flows": [1]}""", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        Limits limits = scope.limits();
        JsonReader reader = new JsonReader(limits);
        return input -> flows(reader.object(input.payload()), limits);
    }

    private static List<Map<String, @Nullable Object>> flows(Map<String, @Nullable Object> packet, Limits limits)
            throws EventException {
        if (!(packet.get(FLOWS) instanceof List<?> list)) {
            FlowFields.addTo(packet);
            return List.of(packet);
        }
        packet.remove(FLOWS);
        if (packet.values().stream().anyMatch(value -> value instanceof Map || value instanceof List)) {
            throw malformed("beside \"flows\" there are fields that are neither texts nor numbers");
        }
        long repeated = JsonWriter.bytes(packet).length;
        EventBudget budget = new EventBudget(limits);
        List<Map<String, @Nullable Object>> flows = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> record)) {
                throw malformed("\"flows\" holds something else than objects");
            }
            budget.spend(repeated);
            Map<String, @Nullable Object> flow = new LinkedHashMap<>(packet);
            record.forEach((name, value) -> flow.put((String) name, value));
            FlowFields.addTo(flow);
            flows.add(flow);
        }
        return flows;
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "not flows: " + detail);
    }
}
