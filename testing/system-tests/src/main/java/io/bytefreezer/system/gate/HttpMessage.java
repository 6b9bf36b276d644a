package io.bytefreezer.system.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 message as it was on the wire, so that a signature over it stays right. Immutable.
 *
 * @param head from its first line to the empty line, that one included
 * @param body its bytes, with the framing of chunks where it came in chunks; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // goes from one socket to the other
record HttpMessage(String head, byte[] body) {

    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final String CONTINUE = "100-continue";
    private static final String HEAD_END = "\r\n\r\n";

    /**
     * Reads a request with its body.
     *
     * @param reply where a client is told to go on that waits before it sends a body
     * @return the request, or nothing when the client closed instead
     * @throws EOFException when the client closed in the middle
     */
    static Optional<HttpMessage> request(InputStream in, OutputStream reply) throws IOException {
        String head = readHead(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        HttpMessage bare = new HttpMessage(head, new byte[0]);
        if (bare.header("expect").equalsIgnoreCase(CONTINUE)) {
            reply.write(("HTTP/1.1 " + "100 Continue" + HEAD_END).getBytes(ISO_8859_1));
            reply.flush();
        }
        return Optional.of(new HttpMessage(withoutExpectation(head), bare.readBody(in, false)));
    }

    /** Reads the response to a request of this method. */
    static HttpMessage response(InputStream in, String method) throws IOException {
        String head = readHead(in);
        if (head.isEmpty()) {
            throw new EOFException("the store closed the connection instead of an answer");
        }
        HttpMessage bare = new HttpMessage(head, new byte[0]);
        boolean bodiless = method.equals("HEAD") || bare.status() == 204 || bare.status() == 304;
        return bodiless ? bare : new HttpMessage(head, bare.readBody(in, true));
    }

    /** A response of our own, which ends its connection. */
    static HttpMessage answer(int status, String code) {
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>injected "
                        + code + "</Message></Error>")
                .getBytes(ISO_8859_1);
        String head = "HTTP/1.1 " + status + " " + code + "\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length + "\r\nConnection: close" + HEAD_END;
        return new HttpMessage(head, body);
    }

    String method() {
        return head.substring(0, head.indexOf(' '));
    }

    int status() {
        return Integer.parseInt(head.substring(STATUS_FROM, STATUS_FROM + 3));
    }

    /** The value of a header, or empty text. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    boolean closesConnection() {
        return header("connection").equalsIgnoreCase("close");
    }

    void writeTo(OutputStream out) throws IOException {
        writeTo(out, body.length);
    }

    /** Writes the head and so many bytes of the body. */
    void writeTo(OutputStream out, int bodyBytes) throws IOException {
        out.write(head.getBytes(ISO_8859_1));
        out.write(body, 0, bodyBytes);
        out.flush();
    }

    private byte[] readBody(InputStream in, boolean untilEnd) throws IOException {
        if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return readChunks(in);
        }
        String length = header("content-length");
        if (!length.isEmpty()) {
            int bytes = Integer.parseInt(length);
            byte[] body = in.readNBytes(bytes);
            if (body.length < bytes) {
                throw new EOFException("closed after " + body.length + " of " + bytes + " bytes");
            }
            return body;
        }
        return untilEnd ? in.readAllBytes() : new byte[0];
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size = -1;
        while (size != 0) {
            String line = readLine(in);
            chunks.writeBytes(line.getBytes(ISO_8859_1));
            size = Integer.parseInt(line.strip().split(";", 2)[0], 16);
            chunks.writeBytes(in.readNBytes(size));
            // The end of a chunk, or of all: trailers are not sent by anybody here.
            chunks.writeBytes(readLine(in).getBytes(ISO_8859_1));
        }
        return chunks.toByteArray();
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed in the middle of a message");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (next == '\n'
                    && head.length() >= HEAD_END.length()
                    && head.substring(head.length() - HEAD_END.length()).equals(HEAD_END)) {
                return head.toString();
            }
            if (head.length() > HEAD_BYTES_MAX) {
                throw new IOException("a head of more than " + HEAD_BYTES_MAX + " bytes");
            }
            next = in.read();
        }
        if (!head.isEmpty()) {
            throw new EOFException("closed in the middle of a head");
        }
        return "";
    }

    /** The expectation was met here; it is not part of the signature. */
    private static String withoutExpectation(String head) {
        return head.replaceFirst("(?im)^expect:[^\\r\\n]*\\r\\n", "");
    }
}
