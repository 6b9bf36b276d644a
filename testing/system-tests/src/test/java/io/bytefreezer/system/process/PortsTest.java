package io.bytefreezer.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path locks;

    @Test
    void givesNoPortTwiceToWhoeverAsks() {
        Ports ports = new Ports(locks);
        Ports others = new Ports(locks);
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            assertThat(given.add(ports.free())).isTrue();
            assertThat(given.add(others.free())).isTrue();
        }
        assertThat(given).allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void passesOverAPortThatSomebodyListensOn() throws IOException {
        Ports ports = new Ports(locks);
        int next = ports.free() + 1;
        try (ServerSocket socket = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.free()).isNotEqualTo(socket.getLocalPort());
        }
    }
}
