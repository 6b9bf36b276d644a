package io.bytefreezer.piper.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases as MaxMind's format says (maxmind.github.io/MaxMind-DB): a search tree with records of 32 bits, a
 * section of data, and metadata. So no test needs a database of somebody else's.
 */
final class MmdbWriter {

    private static final byte[] MARKER = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int SEPARATOR = 16;

    /** A node's two branches: another node's number from 1, or minus the number of a value from 1; 0 for nothing. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

    private final List<byte[]> values = new ArrayList<>();

    /** Adds what is known of a network of version 6, or of version 4 below {@code ::/96}. */
    MmdbWriter add(byte[] address, int prefix, Map<String, ?> value) {
        byte[] bits = address.length == 4
                ? ByteBuffer.allocate(16).putInt(0).putLong(0).put(address).array()
                : address;
        int length = address.length == 4 ? prefix + 96 : prefix;
        values.add(encoded(value));
        int node = 0;
        for (int i = 0; i < length - 1; i++) {
            int[] branches = nodes.get(node);
            int branch = bit(bits, i);
            if (branches[branch] == 0) {
                nodes.add(new int[2]);
                branches[branch] = nodes.size() - 1;
            }
            node = branches[branch];
        }
        nodes.get(node)[bit(bits, length - 1)] = -values.size();
        return this;
    }

    private static int bit(byte[] bits, int i) {
        return bits[i / 8] >> (7 - i % 8) & 1;
    }

    byte[] bytes() {
        List<Integer> offsets = new ArrayList<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        values.forEach(value -> {
            offsets.add(data.size());
            data.writeBytes(value);
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] branches : nodes) {
            for (int branch : branches) {
                int record = branch == 0
                        ? nodes.size()
                        : branch > 0 ? branch : nodes.size() + SEPARATOR + offsets.get(-branch - 1);
                file.writeBytes(ByteBuffer.allocate(4).putInt(record).array());
            }
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("node_count", new Unsigned(6, nodes.size()));
        metadata.put("record_size", new Unsigned(5, 32));
        metadata.put("ip_version", new Unsigned(5, 6));
        metadata.put("database_type", "Test-City");
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", new Unsigned(5, 2));
        metadata.put("binary_format_minor_version", new Unsigned(5, 0));
        metadata.put("build_epoch", new Unsigned(9, 1_790_000_000));
        metadata.put("description", Map.of("en", "a test"));
        file.writeBytes(encoded(metadata));
        return file.toByteArray();
    }

    /**
     * A whole number.
     *
     * @param type 5 for 16 bits, 6 for 32, 9 for 64
     */
    record Unsigned(int type, long value) {}

    private static byte[] encoded(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (value) {
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                map.forEach((key, member) -> {
                    out.writeBytes(encoded(key));
                    out.writeBytes(encoded(member));
                });
            }
            case List<?> list -> {
                control(out, 11, list.size());
                list.forEach(element -> out.writeBytes(encoded(element)));
            }
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, utf8.length);
                out.writeBytes(utf8);
            }
            case Double number -> {
                control(out, 3, 8);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Boolean flag -> control(out, 14, flag ? 1 : 0);
            case Unsigned number -> {
                int bytes = (64 - Long.numberOfLeadingZeros(number.value()) + 7) / 8;
                control(out, number.type(), bytes);
                for (int i = bytes - 1; i >= 0; i--) {
                    out.write((int) (number.value() >>> 8 * i));
                }
            }
            default -> throw new IllegalArgumentException("not in a test: " + value);
        }
        return out.toByteArray();
    }

    /** Types above 7 have a byte of their own. Sizes above 28 have one too. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        int first = size < 29 ? size : 29;
        out.write(type <= 7 ? type << 5 | first : first);
        if (type > 7) {
            out.write(type - 7);
        }
        if (first == 29) {
            out.write(size - 29);
        }
    }
}
