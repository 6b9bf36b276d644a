package io.bytefreezer.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Sends what {@code logger} of util-linux sends. */
final class Wire {

    private Wire() {}

    static void udp(int port, String message) {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = message.getBytes(UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message, framed by a newline. */
    static void tcp(int port, String message) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((message + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code logger --rfc3164}: local time, which is UTC here, host, tag. */
    static String rfc3164(String message) {
        String time = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return "<13>" + time + " laptop root: " + message;
    }

    /** {@code logger --rfc5424}: with its time-quality element. */
    static String rfc5424(String message) {
        return "<13>1 " + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + " laptop root - - [timeQuality tzKnown=\"1\" isSynced=\"1\" syncAccuracy=\"1000\"] " + message;
    }
}
