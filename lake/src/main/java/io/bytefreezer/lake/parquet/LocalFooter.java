package io.bytefreezer.lake.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * The footer of a local Parquet file.
 *
 * @param offset where it begins, and what is before it ends
 * @param metadata what it says
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
public record LocalFooter(long offset, FileMetaData metadata) {

    /** Length of the footer, and the magic word: the last bytes of a file. */
    public static final int END_BYTES = 8;

    private static final int FOOTER_BYTES_MAX = 64 << 20;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads the footer of an open file.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static LocalFooter read(FileChannel channel) throws IOException {
        long end = channel.size() - END_BYTES;
        int length = end < 0 ? 0 : length(bytes(channel, end, END_BYTES));
        if (length <= 0 || length > end) {
            throw new IOException("it is no Parquet file, or is encrypted");
        }
        long offset = end - length;
        return new LocalFooter(offset, Util.readFileMetaData(new ByteArrayInputStream(bytes(channel, offset, length))));
    }

    /** Writes a footer at the channel's position, which is the file's end then. */
    public static void write(FileChannel channel, FileMetaData metadata) throws IOException {
        write(channel, bytes(metadata));
    }

    /** A footer as it ends a file. */
    static byte[] bytes(FileMetaData metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, bytes);
        ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.write(end.putInt(bytes.size()).put(MAGIC).array());
        return bytes.toByteArray();
    }

    /** Writes bytes at the channel's position. */
    public static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Length of the footer before the last bytes of a file; zero where it is none that is read here. */
    public static int length(byte[] end) {
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
        boolean isParquet = Arrays.equals(end, Integer.BYTES, END_BYTES, MAGIC, 0, MAGIC.length);
        return isParquet && length > 0 && length <= FOOTER_BYTES_MAX ? length : 0;
    }

    /** The word a file begins with. */
    static byte[] magic() {
        return MAGIC.clone();
    }

    private static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("it ends early");
            }
        }
        return bytes.array();
    }
}
