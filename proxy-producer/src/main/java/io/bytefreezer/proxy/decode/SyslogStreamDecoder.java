package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Syslog over a stream (<a href="https://www.rfc-editor.org/rfc/rfc6587">RFC 6587</a>). How a message is framed is seen
 * for each one: {@code MSG-LEN SP <} starts a message of counted octets, anything else a line that ends with LF or NUL.
 * A CR before the end of a line and empty lines are not kept; counted octets are kept as they are.
 *
 * <p>A stream cannot be told that a message is too long: its first bytes become an event with
 * {@link DecodedEvent#TRUNCATED}, and what follows it is read as ever. The same goes for a message of counted octets
 * that the end of the stream cuts off; a line cut off there is an event like others, as many senders leave the last
 * newline out.
 */
public final class SyslogStreamDecoder implements Decoder {

    private static final int COUNT_DIGITS_MAX = 9;

    private final Frame count = new Frame(COUNT_DIGITS_MAX + 2);
    private final Frame message;
    private State state = State.COUNT;
    private int announced;
    private int missing;

    private enum State {
        /** Between messages, or in what may be the count before one. */
        COUNT,
        /** In a message that ends after {@code missing} octets. */
        OCTETS,
        /** In a message that ends with LF or NUL. */
        LINE
    }

    /**
     * A decoder for one connection.
     *
     * @param messageBytesMax bytes kept of one message
     */
    public SyslogStreamDecoder(int messageBytesMax) {
        this.message = new Frame(messageBytesMax);
    }

    @Override
    public Decoded decode(Origin origin, ByteBuffer bytes, boolean last) {
        List<DecodedEvent> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            switch (state) {
                case COUNT -> readCount(bytes);
                case OCTETS -> readOctets(origin, bytes, events);
                case LINE -> readLine(origin, bytes, events);
            }
        }
        if (last) {
            finish(origin, events);
        }
        return Decoded.of(events, last);
    }

    /** Takes one byte: a digit of a count, the space after it, or the proof that this is a line. */
    private void readCount(ByteBuffer bytes) {
        byte next = bytes.get(bytes.position());
        boolean afterCount = count.endsWith(' ');
        if (afterCount && next == '<') {
            announced = takeCount();
            missing = announced;
            state = State.OCTETS;
        } else if (!afterCount && (isDigitOfCount(next) || (next == ' ' && !count.isEmpty()))) {
            count.append(bytes, 1);
        } else if (count.isEmpty() && isEndOfLine(next)) {
            bytes.get();
        } else {
            startLine();
        }
    }

    private boolean isDigitOfCount(byte next) {
        return next <= '9' && next >= (count.isEmpty() ? '1' : '0') && count.length() < COUNT_DIGITS_MAX;
    }

    private int takeCount() {
        int value = 0;
        for (byte digit : count.take(1)) {
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isEndOfLine(byte next) {
        return next == '\n' || next == 0;
    }

    /** What looked like a count belongs to the line. */
    private void startLine() {
        byte[] start = count.take(0);
        message.append(ByteBuffer.wrap(start), start.length);
        state = State.LINE;
    }

    private void readOctets(Origin origin, ByteBuffer bytes, List<DecodedEvent> events) {
        int taken = Math.min(missing, bytes.remaining());
        message.append(bytes, taken);
        missing -= taken;
        if (missing == 0) {
            add(origin, events, announced, 0);
        }
    }

    private void readLine(Origin origin, ByteBuffer bytes, List<DecodedEvent> events) {
        int end = bytes.position();
        while (end < bytes.limit() && !isEndOfLine(bytes.get(end))) {
            end++;
        }
        message.append(bytes, end - bytes.position());
        if (bytes.hasRemaining()) {
            bytes.get();
            addLine(origin, events);
        }
    }

    private void finish(Origin origin, List<DecodedEvent> events) {
        switch (state) {
            case COUNT -> {
                startLine();
                addLine(origin, events);
            }
            case OCTETS -> add(origin, events, announced, 0);
            case LINE -> addLine(origin, events);
        }
    }

    private void addLine(Origin origin, List<DecodedEvent> events) {
        boolean trim = !message.isOverflown() && message.endsWith('\r');
        add(origin, events, message.length(), trim ? 1 : 0);
    }

    private void add(Origin origin, List<DecodedEvent> events, long length, int trim) {
        byte[] payload = message.take(trim);
        if (payload.length + trim < length) {
            events.add(DecodedEvent.truncated(origin, Formats.SYSLOG, payload, length));
        } else if (payload.length > 0) {
            events.add(DecodedEvent.whole(origin, Formats.SYSLOG, payload));
        }
        state = State.COUNT;
    }
}
