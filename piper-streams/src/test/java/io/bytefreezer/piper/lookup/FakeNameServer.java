package io.bytefreezer.piper.lookup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on the loopback address (RFC 1035). It knows a few names, and keeps silent about those it is told to. */
final class FakeNameServer implements AutoCloseable {

    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> records;
    private final AtomicInteger questions = new AtomicInteger();

    /** Answers with these data by name and type, as {@code www.example.com 1}; an empty list for silence. */
    FakeNameServer(Map<String, List<byte[]>> records) throws IOException {
        this.records = records;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    int questions() {
        return questions.get();
    }

    /** A name as it stands in a record. */
    static byte[] name(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(ByteBuffer question) {
        questions.incrementAndGet();
        short id = question.getShort();
        question.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        short type = question.getShort();
        byte[] asked = name(name.toString());
        List<byte[]> data = records.get(name + " " + type);
        if (data != null && data.isEmpty()) {
            return new byte[0];
        }
        boolean known = records.keySet().stream().anyMatch(key -> key.startsWith(name + " "));
        List<byte[]> answers = data == null ? List.of() : data;
        ByteBuffer out = ByteBuffer.allocate(512);
        out.putShort(id).putShort((short) (0x8180 | (known ? 0 : NO_SUCH_NAME)));
        out.putShort((short) 1).putShort((short) answers.size()).putInt(0);
        out.put(asked).putShort(type).putShort((short) 1);
        for (byte[] each : answers) {
            out.put(asked).putShort(type).putShort((short) 1).putInt(60);
            out.putShort((short) each.length).put(each);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
