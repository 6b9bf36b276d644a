package io.bytefreezer.transformations.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Texts made of good ones by a few random edits; now and then of nothing but chance. */
public final class Mutations {

    private static final int BYTES_MAX = 1 << 16;

    private final Random random;
    private final List<byte[]> seeds;
    private final byte[] marks;

    /**
     * Makes texts of seeds.
     *
     * @param marks what the texts' grammar is made of, and is therefore put in more often than chance would
     */
    public Mutations(Random random, List<String> seeds, String marks) {
        this.random = random;
        this.seeds = seeds.stream()
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.marks = marks.getBytes(StandardCharsets.UTF_8);
    }

    /** The next text, of at most 64 KiB. */
    public byte[] next() {
        byte[] text = seeds.get(random.nextInt(seeds.size()));
        if (random.nextInt(50) == 0) {
            text = new byte[random.nextInt(300)];
            random.nextBytes(text);
        }
        return edited(text);
    }

    /** Another one near a given one. */
    public String near(String text) {
        return new String(edited(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private byte[] edited(byte[] text) {
        byte[] edited = text;
        for (int edits = random.nextInt(8); edits >= 0 && edited.length > 0; edits--) {
            edited = editedOnce(edited);
        }
        return edited.length > BYTES_MAX ? Arrays.copyOf(edited, BYTES_MAX) : edited;
    }

    /** Changes a byte, cuts a part, doubles one, brings one from another seed, or repeats one many times. */
    private byte[] editedOnce(byte[] text) {
        int from = random.nextInt(text.length);
        int to = Math.min(text.length, from + 1 + random.nextInt(1 + random.nextInt(40)));
        byte[] part = Arrays.copyOfRange(text, from, to);
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int at = other.length == 0 ? 0 : random.nextInt(other.length);
        return switch (random.nextInt(8)) {
            case 0 -> joined(text, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            case 1, 2 -> joined(text, from, new byte[] {marks[random.nextInt(marks.length)]}, from + 1);
            case 3 -> joined(text, from, new byte[] {marks[random.nextInt(marks.length)]}, from);
            case 4 -> joined(text, from, new byte[0], to);
            case 5 -> joined(text, from, part, from);
            case 6 -> joined(text, from, Arrays.copyOfRange(other, at, Math.min(other.length, at + part.length)), from);
            default -> joined(text, from, repeated(part, random.nextInt(20) == 0 ? 2000 : 20), from);
        };
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] repeated = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, repeated, i * part.length, part.length);
        }
        return repeated;
    }

    private static byte[] joined(byte[] text, int headTo, byte[] middle, int tailFrom) {
        byte[] joined = new byte[headTo + middle.length + text.length - tailFrom];
        System.arraycopy(text, 0, joined, 0, headTo);
        System.arraycopy(middle, 0, joined, headTo, middle.length);
        System.arraycopy(text, tailFrom, joined, headTo + middle.length, text.length - tailFrom);
        return joined;
    }
}
