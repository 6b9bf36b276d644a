package io.bytefreezer.system.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What makes an event known again wherever it shows up, in raw bytes, in JSON, or in a column: a text with its number, a
 * checksum, and letters that the checksum is over. It survives in events that no parser takes.
 *
 * @param id number of the event in its run
 * @param isIntact whether the checksum is right
 */
public record Marker(int id, boolean isIntact) {

    private static final Pattern TEXT = Pattern.compile("~(?<id>\\d{9}):(?<sum>[0-9a-f]{8}):(?<letters>[a-z]*)~");

    /** The text for an event. */
    public static String text(int id, String letters) {
        return String.format(Locale.ROOT, "~%09d:%08x:%s~", id, sum(id, letters), letters);
    }

    /** The first marker in a text. */
    public static Optional<Marker> find(CharSequence text) {
        Matcher found = TEXT.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        int id = Integer.parseInt(found.group("id"));
        int sum = Integer.parseUnsignedInt(found.group("sum"), 16);
        return Optional.of(new Marker(id, sum == sum(id, found.group("letters"))));
    }

    /** The first marker in bytes of any kind. */
    public static Optional<Marker> find(byte[] bytes) {
        // Every byte is a character in this charset.
        return find(new String(bytes, ISO_8859_1));
    }

    private static int sum(int id, String letters) {
        CRC32C crc = new CRC32C();
        crc.update((id + ":" + letters).getBytes(US_ASCII));
        return (int) crc.getValue();
    }
}
