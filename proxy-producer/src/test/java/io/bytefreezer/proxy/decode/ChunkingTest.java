package io.bytefreezer.proxy.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** However bytes are cut into chunks, the events are the same: for every decoder, on input that is likely to hurt. */
class ChunkingTest {

    private static final int ROUNDS = 3_000;
    private static final BodyLimits LIMITS = new BodyLimits(24, 12);

    /** What the decoders look for, and what stands next to it. */
    private static final List<String> PIECES = List.of(
            "\n",
            "\r\n",
            "\r",
            "\0",
            " ",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\"",
            "\\",
            "\\\"",
            ":",
            "1",
            "12",
            "5 <",
            "12 <13>",
            "<34>1 ",
            "{\"a\":1}",
            "[{\"a\":1},{\"b\":2}]",
            "null",
            "\u00ff",
            "\u00c3\u00a4",
            "hello",
            "0",
            "9999999999 <");

    @Test
    void theEventsOfASyslogStreamDoNotDependOnChunks() {
        check(() -> new SyslogStreamDecoder(LIMITS.eventBytesMax()));
    }

    @Test
    void theEventsOfABodyDoNotDependOnChunks() {
        for (BodyFormat format : BodyFormat.values()) {
            check(() -> format.decoder(LIMITS));
        }
    }

    @Test
    void noByteOfASyslogStreamIsLost() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String lines = randomText(random).replaceAll("[\\n\\r\\x00<]", "");
            byte[] sent = Decoding.bytes(lines + "\n" + lines);
            Decoding decoding = Decoding.whole(new SyslogStreamDecoder(10_000), sent);
            assertThat(decoding.payloads())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(lines.isEmpty() ? List.of() : List.of(lines, lines));
        }
    }

    private static void check(Supplier<Decoder> decoders) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Decoding.bytes(randomText(random));
            Decoding whole = Decoding.whole(decoders.get(), bytes);
            Decoding chunked =
                    Decoding.chunked(decoders.get(), bytes, remaining -> Math.min(remaining, random.nextInt(8)));
            assertThat(chunked)
                    .as("%s, seed %d, round %d", decoders.get().getClass().getSimpleName(), seed, round)
                    .isEqualTo(whole);
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(14); piece > 0; piece--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
