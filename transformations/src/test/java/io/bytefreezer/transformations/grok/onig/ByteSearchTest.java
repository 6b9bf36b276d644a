package io.bytefreezer.transformations.grok.onig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

    private static final long SEED = 20_261_128;

    /** Neighbours of each other, in their bits too. */
    private static final byte[] BYTES = {0, 1, 2, 'a', '`', 'b', (byte) 0x80, (byte) 0x81, (byte) 0xFF, 0x7F};

    @Test
    void findsTheFirstAndTheLastAsAStringDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            for (int at = 0; at < text.length; at++) {
                text[at] = BYTES[random.nextInt(BYTES.length)];
            }
            byte wanted = BYTES[random.nextInt(BYTES.length)];
            int from = random.nextInt(text.length + 1);
            int end = from + random.nextInt(text.length - from + 1);
            String string = new String(text, ISO_8859_1);
            int first = string.indexOf(wanted & 0xFF, from);

            assertThat(ByteSearch.first(wanted, text, from, end))
                    .as("seed %s, run %s: first", SEED, i)
                    .isEqualTo(first < 0 || first >= end ? end : first);
            assertThat(ByteSearch.last(wanted, text, end - 1))
                    .as("seed %s, run %s: last", SEED, i)
                    .isEqualTo(string.lastIndexOf(wanted & 0xFF, end - 1));
        }
    }
}
