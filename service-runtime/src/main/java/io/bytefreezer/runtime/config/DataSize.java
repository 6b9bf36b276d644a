package io.bytefreezer.runtime.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data.
 *
 * @param bytes how many bytes, at least 0
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?)\\s*([a-zA-Z]*)");
    private static final long KIBI = 1024;

    /**
     * @throws IllegalArgumentException when negative
     */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    /** So many mebibytes. */
    public static DataSize ofMebibytes(long mebibytes) {
        return new DataSize(Math.multiplyExact(mebibytes, KIBI * KIBI));
    }

    /** So many kibibytes. */
    public static DataSize ofKibibytes(long kibibytes) {
        return new DataSize(Math.multiplyExact(kibibytes, KIBI));
    }

    /**
     * The size a text names: {@code 64MiB}, {@code 1.5 GiB}, {@code 500 kB}, or plain bytes.
     *
     * @throws IllegalArgumentException when it names none; the message is fit for a user
     */
    public static DataSize parse(String text) {
        Matcher matcher = FORMAT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size: write for example 64MiB, 500kB or 1048576");
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))));
        try {
            return new DataSize(bytes.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a size is a whole number of bytes below 8EiB", e);
        }
    }

    private static long unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "k", "kb" -> 1_000L;
            case "m", "mb" -> 1_000_000L;
            case "g", "gb" -> 1_000_000_000L;
            case "t", "tb" -> 1_000_000_000_000L;
            case "kib" -> KIBI;
            case "mib" -> KIBI * KIBI;
            case "gib" -> KIBI * KIBI * KIBI;
            case "tib" -> KIBI * KIBI * KIBI * KIBI;
            default ->
                throw new IllegalArgumentException(
                        "unknown unit '" + name + "': use B, kB, MB, GB, TB or KiB, MiB, GiB, TiB");
        };
    }

    /**
     * The bytes as an {@code int}, for APIs that count in these.
     *
     * @throws ArithmeticException when there are 2 GiB or more
     */
    public int toIntBytes() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest binary unit that divides it, such that {@link #parse} gives the same size. */
    @Override
    public String toString() {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        long amount = bytes;
        int unit = 0;
        while (amount != 0 && amount % KIBI == 0 && unit < units.length - 1) {
            amount /= KIBI;
            unit++;
        }
        return amount + units[unit];
    }
}
