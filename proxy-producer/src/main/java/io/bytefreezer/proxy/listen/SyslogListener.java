package io.bytefreezer.proxy.listen;

import io.bytefreezer.proxy.decode.DatagramDecoder;
import io.bytefreezer.proxy.decode.Formats;
import io.bytefreezer.proxy.decode.SyslogStreamDecoder;
import io.bytefreezer.proxy.input.SyslogInput;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** One running syslog input: its UDP socket, its TCP socket, or both on the same port. */
final class SyslogListener implements RunningInput {

    private final @Nullable TcpListener tcp;
    private final @Nullable UdpListener udp;

    private SyslogListener(@Nullable TcpListener tcp, @Nullable UdpListener udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    /**
     * Opens what the input asks for, all or nothing.
     *
     * @param held the memory for lines that wait to be put together
     * @throws IOException when the port cannot be bound
     */
    @SuppressWarnings("resource") // the listener closes both, or this method does when one fails
    static SyslogListener open(SyslogInput input, Intake intake, InFlightBytes held) throws IOException {
        Target target = Target.of(input, intake, held);
        TcpListener tcp = input.protocol().hasTcp() ? openTcp(input, target) : null;
        int port = tcp == null ? input.port() : tcp.port();
        try {
            UdpListener udp = input.protocol().hasUdp() ? openUdp(input, port, target) : null;
            return new SyslogListener(tcp, udp);
        } catch (IOException e) {
            if (tcp != null) {
                tcp.close();
            }
            throw e;
        }
    }

    @Override
    public int connections() {
        return tcp == null ? 0 : tcp.connections();
    }

    @Override
    public void close() {
        if (tcp != null) {
            tcp.close();
        }
        if (udp != null) {
            udp.close();
        }
    }

    private static TcpListener openTcp(SyslogInput input, Target target) throws IOException {
        int messageMax = input.messageMax().toIntBytes();
        return TcpListener.open(
                address(input, input.port()),
                new TcpListener.Options(input.connectionsMax(), input.idleTimeout()),
                () -> new SyslogStreamDecoder(messageMax),
                target);
    }

    private static UdpListener openUdp(SyslogInput input, int port, Target target) throws IOException {
        return UdpListener.open(
                address(input, port),
                input.receiveBuffer().toIntBytes(),
                new DatagramDecoder(Formats.SYSLOG, input.messageMax().toIntBytes()),
                target);
    }

    private static InetSocketAddress address(SyslogInput input, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(input.host(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + input.host());
        }
        return address;
    }
}
