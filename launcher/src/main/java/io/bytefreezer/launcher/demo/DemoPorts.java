package io.bytefreezer.launcher.demo;

import io.bytefreezer.embedded.PortInUseException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a demo.
 *
 * @param control control plane
 * @param receiver receiver
 * @param proxy proxy, with the webhook
 * @param packer packer
 * @param query query service
 * @param piper piper
 * @param syslog syslog input, UDP and TCP
 * @param kafka Kafka broker
 * @param s3 S3 server
 */
record DemoPorts(
        int control, int receiver, int proxy, int packer, int query, int piper, int syslog, int kafka, int s3) {

    private static final int PORT_MAX = 65_535;
    private static final int HIGHEST_ABOVE_BASE = 14;

    /** The ports that the documentation names. */
    static final DemoPorts DEFAULT = new DemoPorts(8080, 8081, 8082, 8083, 8084, 8085, 5514, 9092, 9000);

    /** All ports within fifteen from {@code base} on, so that several demos fit on one machine. */
    static DemoPorts from(int base) {
        if (base < 1 || base > PORT_MAX - HIGHEST_ABOVE_BASE) {
            throw new IllegalArgumentException("--port-base " + base + ": use 1 to " + (PORT_MAX - HIGHEST_ABOVE_BASE));
        }
        return new DemoPorts(
                base,
                base + 1,
                base + 2,
                base + 3,
                base + 4,
                base + 5,
                base + HIGHEST_ABOVE_BASE,
                base + 12,
                base + 10);
    }

    /**
     * Looks whether all ports can be opened, so that the demo says so before it starts anything.
     *
     * @throws PortInUseException naming the first that cannot
     */
    void requireFree() {
        byName().forEach((name, port) -> {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(address);
            } catch (IOException e) {
                throw new PortInUseException(name, port, e);
            }
        });
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), syslog))) {
            udp.setReuseAddress(false);
        } catch (IOException e) {
            throw new PortInUseException("syslog over UDP", syslog, e);
        }
    }

    /** What each port is for, in the order in which they are opened. */
    Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("Kafka", kafka);
        ports.put("S3", s3);
        ports.put("control plane", control);
        ports.put("receiver", receiver);
        ports.put("proxy", proxy);
        ports.put("packer", packer);
        ports.put("query", query);
        ports.put("piper", piper);
        ports.put("syslog", syslog);
        return ports;
    }
}
