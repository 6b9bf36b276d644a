package io.bytefreezer.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Origin;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.runtime.config.DataSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final Origin ORIGIN = new Origin("webhook", null);
    private static final String LINES = "first\nsecond line\nthird";

    private InFlightBytes inFlight = new InFlightBytes(1L << 30);

    @Test
    void everyCodingGivesTheSameEvents() throws RefusedException {
        for (ContentCoding coding : ContentCoding.values()) {
            assertThat(read(coding, compress(coding, LINES.getBytes(UTF_8))))
                    .as("%s", coding)
                    .containsExactly("first", "second line", "third");
        }
    }

    @Test
    void theMembersOfAGzipBodyThatArrivesInPiecesAreAllRead() throws RefusedException {
        byte[] first = compress(ContentCoding.GZIP, "first\n".getBytes(UTF_8));
        byte[] second = compress(ContentCoding.GZIP, "second\n".getBytes(UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(payloads(reader().read(
                                new Dripping(both),
                                ContentCoding.GZIP,
                                BodyFormat.TEXT.decoder(ProxyLimits.DEFAULT.body()),
                                ORIGIN)))
                .containsExactly("first", "second");
    }

    @Test
    void aBodyThatIsCutOffIsRefusedWhereverItIsCut() {
        Random random = new Random(5);
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        for (ContentCoding coding : List.of(ContentCoding.GZIP, ContentCoding.ZSTD, ContentCoding.DEFLATE)) {
            byte[] whole = compress(coding, noise);
            for (int cut = 1; cut < whole.length - 8; cut += 97) {
                byte[] part = Arrays.copyOf(whole, cut);
                assertRefused(400, "invalid_body", () -> read(coding, part));
            }
            assertRefused(400, "invalid_body", () -> read(coding, LINES.getBytes(UTF_8)));
        }
    }

    @Test
    void anEmptyBodyIsNotACompressedOne() throws RefusedException {
        assertThat(read(ContentCoding.IDENTITY, new byte[0])).isEmpty();
        assertRefused(400, "invalid_body", () -> read(ContentCoding.GZIP, new byte[0]));
    }

    @Test
    void aBombIsRefusedBeforeItIsLarge() {
        byte[] zeros = new byte[32 * 1024 * 1024];
        Arrays.fill(zeros, (byte) '\n');
        for (ContentCoding coding : List.of(ContentCoding.GZIP, ContentCoding.ZSTD, ContentCoding.DEFLATE)) {
            byte[] bomb = compress(coding, zeros);
            assertThat(bomb.length).isLessThan(zeros.length / 200);
            assertRefused(413, "decompression_ratio", () -> read(coding, bomb));
        }
    }

    @Test
    void whatIsTooLargeAfterDecompressionIsRefused() {
        inFlight = new InFlightBytes(1L << 30);
        ProxyLimits limits =
                new ProxyLimits(DataSize.ofKibibytes(1), 1000, DataSize.ofKibibytes(64), 200, new DataSize(1L << 30));
        byte[] body = "line\n".repeat(20_000).getBytes(UTF_8);
        assertRefused(
                413,
                "request_too_large",
                () -> new BodyReader(limits, inFlight.share().lease())
                        .read(
                                new ByteArrayInputStream(compress(ContentCoding.GZIP, body)),
                                ContentCoding.GZIP,
                                BodyFormat.JSON.decoder(limits.body()),
                                ORIGIN));
    }

    @Test
    void aFullProxyAsksForPatience() {
        inFlight = new InFlightBytes(100_000);
        InFlightBytes.Share share = inFlight.share();
        assertThat(share.lease().tryGrow(50_000)).isTrue();
        assertThatThrownBy(() -> new BodyReader(ProxyLimits.DEFAULT, share.lease())
                        .read(
                                new ByteArrayInputStream(new byte[10]),
                                ContentCoding.IDENTITY,
                                BodyFormat.TEXT.decoder(ProxyLimits.DEFAULT.body()),
                                ORIGIN))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.refusal().status().code()).isEqualTo(429);
                    assertThat(e.refusal().retry()).isTrue();
                });
    }

    private BodyReader reader() {
        return new BodyReader(ProxyLimits.DEFAULT, inFlight.share().lease());
    }

    private List<String> read(ContentCoding coding, byte[] body) throws RefusedException {
        return payloads(reader().read(
                        new ByteArrayInputStream(body),
                        coding,
                        BodyFormat.TEXT.decoder(ProxyLimits.DEFAULT.body()),
                        ORIGIN));
    }

    private static List<String> payloads(List<DecodedEvent> events) {
        return events.stream().map(event -> new String(event.payload(), UTF_8)).toList();
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refusal().status().code()).isEqualTo(status);
            assertThat(e.refusal().code()).isEqualTo(code);
        });
    }

    private static byte[] compress(ContentCoding coding, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            switch (coding) {
                case IDENTITY -> out.writeBytes(bytes);
                case ZSTD -> out.writeBytes(Zstd.compress(bytes));
                case GZIP -> {
                    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                        gzip.write(bytes);
                    }
                }
                case DEFLATE -> {
                    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
                        deflate.write(bytes);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Gives one byte at a time and never says that more follow: what a network stream may do. */
    private static final class Dripping extends InputStream {

        private final ByteArrayInputStream bytes;

        Dripping(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(1, length));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
