package io.bytefreezer.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.listen.UdpTable.Row;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class UdpTableTest {

    @Test
    void readsWhatLinuxWrites() {
        String table = """
                   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
                  215: 0100007F:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000   104        0 15483 2 0000000000000000 17
                 9999: 00000000000000000000000000000000:15B3 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4242 2 0000000000000000 0
                  cut off
                """;
        assertThat(UdpTable.rows(table)).containsExactly(new Row(514, 15_483, 17), new Row(5_555, 4_242, 0));
    }

    @Test
    void whatTheKernelDropsIsTold() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/udp")), "only Linux tells");
        Set<Long> before = KernelDrops.sockets();
        try (DatagramChannel channel = DatagramChannel.open();
                DatagramSocket sender = new DatagramSocket()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            KernelDrops drops = KernelDrops.of(port, before);
            assertThat(drops.fresh()).isZero();
            for (int i = 0; i < 100; i++) {
                sender.send(new DatagramPacket(new byte[1_000], 1_000, InetAddress.getLoopbackAddress(), port));
            }
            assertThat(drops.fresh()).isBetween(50L, 99L);
            assertThat(drops.fresh()).isZero();
        }
    }
}
