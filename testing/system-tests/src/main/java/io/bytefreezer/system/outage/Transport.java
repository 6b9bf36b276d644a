package io.bytefreezer.system.outage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalInt;

/** How messages travel, and how one sees by a message which it was. Stateless. */
enum Transport {
    /** Datagrams, one message each. */
    UDP("udp"),
    /** One connection, lines. */
    TCP("tcp");

    private static final String HEADER = "<13>1 - outage flood - - - ";

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** The message of this number, as a line of RFC 5424 without its end. */
    byte[] message(int number) {
        return (HEADER + label + " " + number).getBytes(US_ASCII);
    }

    /** The number of a message if it is one of this transport's. */
    OptionalInt number(byte[] message) {
        String text = new String(message, US_ASCII).strip();
        String prefix = HEADER + label + " ";
        return text.startsWith(prefix)
                ? OptionalInt.of(Integer.parseInt(text.substring(prefix.length())))
                : OptionalInt.empty();
    }

    String label() {
        return label;
    }
}
