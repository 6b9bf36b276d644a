package io.bytefreezer.transformations.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMapTest {

    @Test
    void findsTheSmallestNetworkWithAnAddress() {
        NetworkMap<String> map = map("10.0.0.0/8", "10.20.0.0/16", "10.20.30.0/24", "2001:db8::/32", "192.0.2.7");
        assertThat(find(map, "10.20.30.40")).isEqualTo("10.20.30.0/24");
        assertThat(find(map, "10.20.31.0")).isEqualTo("10.20.0.0/16");
        assertThat(find(map, "10.21.0.0")).isEqualTo("10.0.0.0/8");
        assertThat(find(map, "11.0.0.0")).isNull();
        assertThat(find(map, "9.255.255.255")).isNull();
        assertThat(find(map, "192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(find(map, "2001:db8:ffff::1")).isEqualTo("2001:db8::/32");
    }

    @Test
    void takesMappedAddressesForWhatTheyAre() {
        NetworkMap<String> map = map("10.0.0.0/8", "::/0");
        assertThat(find(map, "::ffff:10.1.1.1")).isEqualTo("10.0.0.0/8");
        assertThat(find(map, "192.0.2.1")).isNull();
        assertThat(find(map, "::1")).isEqualTo("::/0");
    }

    @Test
    void knowsTheEndsOfTheWorld() {
        NetworkMap<String> map = map("0.0.0.0/0", "255.255.255.255/32", "::/0", "ffff::/16");
        assertThat(find(map, "0.0.0.0")).isEqualTo("0.0.0.0/0");
        assertThat(find(map, "255.255.255.255")).isEqualTo("255.255.255.255/32");
        assertThat(find(map, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isEqualTo("ffff::/16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0/8",
                "::/129",
                "10.0.0.0/",
                "/8",
                "fe80::%1/64"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    /** The oracle looks at every network, with big integers. */
    @Test
    void agreesWithLookingAtAllOfThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                boolean version4 = random.nextBoolean();
                texts.add(address(random, version4) + "/" + random.nextInt(version4 ? 33 : 129));
            }
            NetworkMap<String> map = map(texts.toArray(String[]::new));
            for (int i = 0; i < 100; i++) {
                String address = address(random, random.nextBoolean());
                assertThat(find(map, address))
                        .as("seed %d: %s in %s", seed, address, texts)
                        .isEqualTo(slow(texts, address));
            }
        }
    }

    /** Few different bits, so that networks meet. */
    private static String address(Random random, boolean version4) {
        return version4
                ? "10." + random.nextInt(2) + ".0." + random.nextInt(4)
                : "2001:db8:" + random.nextInt(2) + "::" + random.nextInt(4);
    }

    private static String slow(List<String> networks, String address) {
        String best = null;
        int longest = -1;
        IpAddress wanted = IpAddress.parse(address).orElseThrow();
        for (String text : networks) {
            Network network = Network.parse(text).orElseThrow();
            boolean same = network.first().isVersion4() == wanted.isVersion4()
                    && bits(network.first())
                            .shiftRight(128 - network.prefix())
                            .equals(bits(wanted).shiftRight(128 - network.prefix()));
            if (same && network.prefix() > longest) {
                longest = network.prefix();
                best = text;
            }
        }
        return best;
    }

    private static BigInteger bits(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(address.low())));
    }

    private static String find(NetworkMap<String> map, String address) {
        return map.find(IpAddress.parse(address).orElseThrow());
    }

    private static NetworkMap<String> map(String... networks) {
        List<Entry<Network, String>> entries = new ArrayList<>();
        for (String text : networks) {
            entries.add(Map.entry(Network.parse(text).orElseThrow(), text));
        }
        return NetworkMap.of(entries);
    }
}
