package io.bytefreezer.control.key;

import java.util.random.RandomGenerator;

/** Makes keys that nobody can guess: {@code bf_} and 43 letters and digits, which is 256 bits. */
public final class KeyMint {

    private static final String MARK = "bf_";
    private static final int KEY_LENGTH = 43;
    private static final int ID_LENGTH = 12;
    private static final String DIGITS_AND_LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHABET = DIGITS_AND_LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final RandomGenerator random;

    /** A mint with this source of randomness, which has to be a {@code SecureRandom} outside tests. */
    public KeyMint(RandomGenerator random) {
        this.random = random;
    }

    /** A new key. */
    public FreshKey fresh() {
        return of(MARK + text(ALPHABET, KEY_LENGTH));
    }

    /** A key whose clear text was chosen by somebody else. */
    public FreshKey of(String clear) {
        return FreshKey.of(clear, "key-" + text(DIGITS_AND_LOWER, ID_LENGTH));
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
