package io.bytefreezer.proxy.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How the body of a request may be compressed. */
enum ContentCoding {
    IDENTITY,
    GZIP,
    ZSTD,
    /** The zlib format, as RFC 9110 defines the name. */
    DEFLATE;

    /** What an input buffer of the decompressors holds. */
    private static final int BUFFER_BYTES = 8192;

    /** Decoders need not support windows over 8 MiB (RFC 9659), and what asks for more asks for memory. */
    private static final int ZSTD_WINDOW_LOG_MAX = 23;

    /** The coding that a Content-Encoding header names, if it is one of these. */
    static Optional<ContentCoding> of(String header) {
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "zstd" -> Optional.of(ZSTD);
            case "deflate" -> Optional.of(DEFLATE);
            default -> Optional.empty();
        };
    }

    /**
     * The decompressed bytes.
     *
     * @throws IOException here or when reading, when the bytes are not what they are said to be, or end too early
     */
    InputStream open(InputStream wire) throws IOException {
        return switch (this) {
            case IDENTITY -> wire;
            case GZIP -> new GZIPInputStream(wire, BUFFER_BYTES);
            case ZSTD -> new ZstdInputStreamNoFinalizer(wire).setLongMax(ZSTD_WINDOW_LOG_MAX);
            case DEFLATE -> new InflaterInputStream(wire);
        };
    }
}
