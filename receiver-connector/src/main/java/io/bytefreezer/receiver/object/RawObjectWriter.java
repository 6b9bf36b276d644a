package io.bytefreezer.receiver.object;

import io.bytefreezer.receiver.layout.RawObjectKey;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;

/**
 * Writes the bytes of a raw object: an Avro container file, compressed with zstd. The same records under the same name give
 * the same bytes. Not safe for use by several threads.
 */
public final class RawObjectWriter implements Closeable {

    /** Records are compressed together in blocks of about this size; one block is held in memory. */
    private static final int BLOCK_BYTES = 256 * 1024;

    private static final int ZSTD_LEVEL = 3;

    private final Tally tally;
    private final DataFileWriter<RawObjectRecord> avro;

    private RawObjectWriter(Tally tally, DataFileWriter<RawObjectRecord> avro) {
        this.tally = tally;
        this.avro = avro;
    }

    /**
     * Starts the object of this name on the stream, which is closed with the writer.
     *
     * @throws IOException when the stream takes no bytes
     */
    public static RawObjectWriter open(OutputStream out, RawObjectKey key) throws IOException {
        Tally tally = new Tally(out);
        DataFileWriter<RawObjectRecord> avro = new DataFileWriter<RawObjectRecord>(new RawObjectFormat.Writer())
                .setCodec(CodecFactory.zstandardCodec(ZSTD_LEVEL, true))
                .setSyncInterval(BLOCK_BYTES)
                .setMeta(RawObjectFormat.META_TOPIC, key.topic())
                .setMeta(RawObjectFormat.META_PARTITION, key.partition())
                .setMeta(RawObjectFormat.META_FIRST_OFFSET, key.firstOffset());
        byte[] sync = Arrays.copyOf(
                sha256().digest(key.path().getBytes(StandardCharsets.UTF_8)), DataFileConstants.SYNC_SIZE);
        avro.create(RawObjectFormat.SCHEMA, tally, sync);
        return new RawObjectWriter(tally, avro);
    }

    /**
     * Adds a record.
     *
     * @throws IOException when the stream takes no more bytes
     */
    public void append(RawObjectRecord record) throws IOException {
        avro.append(record);
    }

    /** Bytes written so far: those of complete blocks. */
    public long bytes() {
        return tally.count;
    }

    /** SHA-256 of all bytes as 64 lower case hex digits. Asked once, after closing. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(tally.digest.digest());
    }

    /** Completes the object. */
    @Override
    public void close() throws IOException {
        avro.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Counts and digests what passes. */
    private static final class Tally extends FilterOutputStream {

        private final MessageDigest digest = sha256();
        private long count;

        Tally(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
            count += length;
        }
    }
}
