package io.bytefreezer.transformations.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Values by network, found by address: the one of the smallest network that has it. Networks nest or are apart, so they are
 * laid out as stretches that do not overlap, and an address is found by halving. Networks of version 6 say nothing about
 * addresses of version 4, not even {@code ::/0}.
 *
 * @param <T> type of the values
 */
public final class NetworkMap<T> {

    private final Stretches<T> version4;
    private final Stretches<T> version6;

    private NetworkMap(Stretches<T> version4, Stretches<T> version6) {
        this.version4 = version4;
        this.version6 = version6;
    }

    /** A map of these; of a network that is there twice the first counts. */
    public static <T> NetworkMap<T> of(List<Entry<Network, T>> networks) {
        return new NetworkMap<>(
                Stretches.of(networks.stream()
                        .filter(entry -> entry.getKey().isMapped())
                        .toList()),
                Stretches.of(networks.stream()
                        .filter(entry -> !entry.getKey().isMapped())
                        .toList()));
    }

    /** The value of the smallest network with this address; null when none has it. */
    public @Nullable T find(IpAddress address) {
        return address.isMapped() ? version4.find(address) : version6.find(address);
    }

    /**
     * Stretches of addresses without a gap between them.
     *
     * @param starts first address of each, in order
     * @param values value of each, or null where no network is
     */
    private record Stretches<T>(List<IpAddress> starts, List<Value<T>> values) {

        /** Null stands for nothing here, so it is wrapped. */
        private record Value<T>(@Nullable T value) {}

        static <T> Stretches<T> of(List<Entry<Network, T>> networks) {
            List<Entry<Network, T>> sorted = new ArrayList<>(networks);
            // Sorting is stable: of two that are the same the first comes first.
            sorted.sort(Comparator.<Entry<Network, T>, IpAddress>comparing(
                            entry -> entry.getKey().first(), IpAddress::compareBits)
                    .thenComparingInt(entry -> entry.getKey().prefix()));
            Layout<T> layout = new Layout<>();
            Network before = null;
            for (Entry<Network, T> entry : sorted) {
                Network network = entry.getKey();
                if (before == null || !isSame(before, network)) {
                    layout.open(network, entry.getValue());
                }
                before = network;
            }
            return layout.close();
        }

        private static boolean isSame(Network a, Network b) {
            return a.prefix() == b.prefix() && a.first().hasBitsOf(b.first());
        }

        @Nullable T find(IpAddress address) {
            int low = 0;
            int high = starts.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (starts.get(middle).compareBits(address) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return high < 0 ? null : values.get(high).value();
        }
    }

    /** Lays networks out that come sorted, outer ones before those in them. */
    private static final class Layout<T> {

        private final List<IpAddress> starts = new ArrayList<>();
        private final List<Stretches.Value<T>> values = new ArrayList<>();
        private final Deque<Entry<Network, T>> open = new ArrayDeque<>();

        void open(Network network, T value) {
            while (!open.isEmpty() && open.peek().getKey().last().compareBits(network.first()) < 0) {
                end();
            }
            begin(network.first(), value);
            open.push(Map.entry(network, value));
        }

        Stretches<T> close() {
            while (!open.isEmpty()) {
                end();
            }
            return new Stretches<>(List.copyOf(starts), List.copyOf(values));
        }

        /** Behind the innermost network the one around it goes on. */
        private void end() {
            IpAddress last = open.pop().getKey().last();
            if (last.high() == -1L && last.low() == -1L) {
                return;
            }
            long low = last.low() + 1;
            IpAddress next = new IpAddress(low == 0 ? last.high() + 1 : last.high(), low, last.isVersion4());
            begin(next, open.isEmpty() ? null : open.peek().getValue());
        }

        /** A stretch of no length gives way to the one that begins where it did. */
        private void begin(IpAddress start, @Nullable T value) {
            if (!starts.isEmpty() && starts.getLast().hasBitsOf(start)) {
                values.set(values.size() - 1, new Stretches.Value<>(value));
            } else {
                starts.add(start);
                values.add(new Stretches.Value<>(value));
            }
        }
    }
}
