package io.bytefreezer.proxy.http;

import io.helidon.config.Config;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.http.encoding.spi.ContentEncodingProvider;
import java.util.Set;

/**
 * Lets compressed bodies through to {@link WebhookRoutes} as they were sent, since only these know the limits on what may
 * come out of them. The web server finds this class by itself, and answers 400 to any coding that is not named here:
 * those that exist are, so that the routes can say which of them they understand. Stateless, safe for use by many
 * threads.
 */
public final class UndecodedBodies implements ContentEncodingProvider, ContentEncoding {

    /** The HTTP content codings registered with IANA, and the old names for two of them. */
    private static final Set<String> IDS = Set.of(
            "aes128gcm",
            "br",
            "compress",
            "dcb",
            "dcz",
            "deflate",
            "exi",
            "gzip",
            "pack200-gzip",
            "x-compress",
            "x-gzip",
            "zstd");

    private static final String NAME = "undecoded";

    /** For the web server's service loader. */
    public UndecodedBodies() {}

    @Override
    public String configKey() {
        return NAME;
    }

    @Override
    public ContentEncoding create(Config config, String name) {
        return this;
    }

    @Override
    public Set<String> ids() {
        return IDS;
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String type() {
        return NAME;
    }
}
