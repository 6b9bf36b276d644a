package io.bytefreezer.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** Compresses pages, one after the other in the same memory. For one thread. */
final class PageCompressor implements AutoCloseable {

    private final ZstdCompressCtx zstd;
    private final PageBytes page = new PageBytes();
    private final PageBytes scratch = new PageBytes();
    private byte[] packed = {};

    PageCompressor(int level) {
        this.zstd = new ZstdCompressCtx().setLevel(level);
    }

    /** Where a page is put together. */
    PageBytes page() {
        return page;
    }

    /** Where a part of one is. */
    PageBytes scratch() {
        return scratch;
    }

    /** Compresses a page; how many bytes it has then in {@link #packed}. */
    int compress(PageBytes plain) {
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
