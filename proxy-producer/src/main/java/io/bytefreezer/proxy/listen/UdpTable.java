package io.bytefreezer.proxy.listen;

import java.util.List;
import java.util.Optional;

/** The kernel's table of UDP sockets, as Linux writes it to {@code /proc/net/udp} and {@code /proc/net/udp6}. Pure. */
final class UdpTable {

    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;
    private static final int HEX = 16;

    private UdpTable() {}

    /**
     * One socket.
     *
     * @param port its local port
     * @param inode what the kernel knows it by
     * @param drops datagrams that its buffer had no room for, ever
     */
    record Row(int port, long inode, long drops) {}

    /** The sockets of a table; lines that are not understood are left out. */
    static List<Row> rows(String table) {
        return table.lines()
                .skip(1)
                .map(UdpTable::row)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Row> row(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length <= DROPS) {
            return Optional.empty();
        }
        try {
            String local = fields[LOCAL_ADDRESS];
            return Optional.of(new Row(
                    Integer.parseInt(local.substring(local.indexOf(':') + 1), HEX),
                    Long.parseLong(fields[INODE]),
                    Long.parseLong(fields[DROPS])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
