package io.bytefreezer.system.outage;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** Which messages arrived, and which more than once. Belongs to one thread. */
final class Arrivals {

    private final Map<Transport, BitSet> seen = new EnumMap<>(Transport.class);
    private final Map<Transport, Integer> doubled = new EnumMap<>(Transport.class);
    private int strange;

    Arrivals() {
        for (Transport transport : Transport.values()) {
            seen.put(transport, new BitSet());
            doubled.put(transport, 0);
        }
    }

    void add(byte[] message) {
        for (Transport transport : Transport.values()) {
            OptionalInt number = transport.number(message);
            if (number.isPresent()) {
                BitSet numbers = seen.getOrDefault(transport, new BitSet());
                if (numbers.get(number.getAsInt())) {
                    doubled.merge(transport, 1, Integer::sum);
                }
                numbers.set(number.getAsInt());
                return;
            }
        }
        strange++;
    }

    /** Different messages that arrived. */
    int arrived(Transport transport) {
        return seen.getOrDefault(transport, new BitSet()).cardinality();
    }

    /** Arrivals beyond the first of a message. */
    int doubled(Transport transport) {
        return doubled.getOrDefault(transport, 0);
    }

    /** Records that nobody sent. */
    int strange() {
        return strange;
    }
}
