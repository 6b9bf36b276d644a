package io.bytefreezer.system.outage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the messages. Immutable.
 *
 * @param flows by transport
 * @param dropped events the proxy counted as dropped, by reason
 * @param strange records that nobody sent
 */
record OutageReport(List<Flow> flows, Map<String, Long> dropped, int strange) {

    /** Copies both. */
    OutageReport {
        flows = List.copyOf(flows);
        dropped = Map.copyOf(dropped);
    }

    /**
     * What became of one transport's messages.
     *
     * @param transport how they travelled
     * @param sent messages handed to the operating system
     * @param arrived different messages in the raw topic
     * @param doubled arrivals beyond the first
     * @param behindMax how long the sender was held back at most
     */
    record Flow(Transport transport, int sent, int arrived, int doubled, Duration behindMax) {
        int missing() {
            return sent - arrived;
        }
    }

    /** Whether nothing is missing but what the proxy counted, that from datagrams alone, and nothing came twice. */
    boolean isGood() {
        long counted = dropped.values().stream().mapToLong(Long::longValue).sum();
        boolean kernelAlone = dropped.entrySet().stream()
                .allMatch(reason -> reason.getValue() == 0 || reason.getKey().equals("kernel_buffer"));
        int missing = flows.stream().mapToInt(Flow::missing).sum();
        boolean tcpWhole = flows.stream().allMatch(flow -> flow.transport() == Transport.UDP || flow.missing() == 0);
        boolean once = flows.stream().allMatch(flow -> flow.doubled() == 0);
        return missing == counted && kernelAlone && tcpWhole && once && strange == 0;
    }

    /** For people: a line for each transport, what was counted, the verdict. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Flow flow : flows) {
            text.append("%s: %,d sent, %,d arrived, %,d missing, %,d doubled, sender held back %d ms at most%n"
                    .formatted(
                            flow.transport(),
                            flow.sent(),
                            flow.arrived(),
                            flow.missing(),
                            flow.doubled(),
                            flow.behindMax().toMillis()));
        }
        text.append("counted as dropped by the proxy: %s%n".formatted(new TreeMap<>(dropped)));
        text.append(
                isGood()
                        ? "outage: nothing lost but what the system's UDP buffer dropped, nothing twice"
                        : "outage: FAILED");
        return text.toString();
    }
}
