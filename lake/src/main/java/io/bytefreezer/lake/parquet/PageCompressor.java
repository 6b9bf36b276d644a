package io.bytefreezer.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/** Compresses pages, one after the other in the same memory. For one thread. */
final class PageCompressor implements AutoCloseable {

    private final ZstdCompressCtx zstd;
    private final Page plain = new Page();
    private byte[] packed = {};

    PageCompressor(int level) {
        this.zstd = new ZstdCompressCtx().setLevel(level);
    }

    /** Lets its array be read, where the page would be copied otherwise. */
    private static final class Page extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }

    /** Compresses a page; how many bytes it has then in {@link #packed}. */
    int compress(BytesInput page) throws IOException {
        plain.reset();
        page.writeAllTo(plain);
        int most = Math.toIntExact(Zstd.compressBound(plain.size()));
        if (most > packed.length) {
            packed = new byte[most];
        }
        return zstd.compressByteArray(packed, 0, packed.length, plain.array(), 0, plain.size());
    }

    /** Begins with the page that was compressed last. */
    byte[] packed() {
        return packed;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
