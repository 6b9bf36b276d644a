package io.bytefreezer.transformations.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 00000000",
        "255.255.255.255, ffffffff",
        "10.1.20.3, 0a011403",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "2001:db8::8:800:200C:417A, 20010db80000000000080800200c417a",
        "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
        "1:2:3:4:5:6:1.2.3.4, 00010002000300040005000601020304",
        "fe80::1%eth0, fe800000000000000000000000000001",
    })
    void readsWhatTheStandardsAllow(String text, String hex) {
        assertThat(IpAddress.parse(text).orElseThrow().bytes())
                .isEqualTo(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "1.2.3.",
                ".1.2.3",
                "0x1.2.3.4",
                "1.2.3.4%eth0",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "[::1]",
                "::1%",
                "::1%a b",
                "１.2.3.4",
                "1.2.3.٤",
                "::ffff:192.0.2.01",
                "1:2:3:4:5:6:7:8::",
                "example.com",
                "10.0.0.1:80",
            })
    void refusesEverythingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void readsWhatJavaWrites() throws UnknownHostException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zeros = random.nextInt(bytes.length); zeros > 0; zeros--) {
                bytes[random.nextInt(bytes.length)] = 0;
            }
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            IpAddress address = IpAddress.parse(text).orElseThrow(() -> new AssertionError(text));
            assertThat(address.text())
                    .as("seed %d", seed)
                    .isEqualTo(InetAddresses.toAddrString(InetAddress.getByAddress(bytes)));
            byte[] read = address.bytes();
            assertThat(InetAddress.getByAddress(read).getHostAddress())
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    @Test
    void neverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abcdefF::::....%/[] xg\uD83D\uDE00";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(48); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                IpAddress.parse(text.toString());
                Network.parse(text.toString());
                Endpoint.parse(text.toString(), 53);
                HostName.isValid(text.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 53",
        "192.0.2.1:5353, 192.0.2.1, 5353",
        "2001:db8::1, 2001:db8::1, 53",
        "[2001:db8::1]:5353, 2001:db8::1, 5353",
        "[2001:db8::1], 2001:db8::1, 53",
    })
    void readsEndpoints(String text, String address, int port) {
        assertThat(Endpoint.parse(text, 53))
                .contains(new Endpoint(IpAddress.parse(address).orElseThrow(), port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dns.example.com", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:70000", "[::1", "::1]:53"})
    void refusesWhatIsNoEndpoint(String text) {
        assertThat(Endpoint.parse(text, 53)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, true",
        "example.com., true",
        "a_b.c-d.e2, true",
        "localhost, true",
        "xn--p1ai, true",
        "192.0.2.1, false",
        "-a.com, false",
        "a-.com, false",
        "a..b, false",
        "., false",
        "a b, false",
        "ä.com, false",
    })
    void tellsNamesOfHosts(String text, boolean expected) {
        assertThat(HostName.isValid(text)).isEqualTo(expected);
    }
}
